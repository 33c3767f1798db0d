// Records as text: written so that they can be read, and read from whatever a volume may hold in their place.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RecordDamage, decodeRecord, encodeRecord } from "../../src/core/record-text.js";
const record = {
    format: 1,
    id: '2026-11-20T08-49-01Z',
    series: 'owner/repo/job/main',
    status: 'complete',
    startedAt: '2026-11-20T08:49:01.000Z',
    finishedAt: '2026-11-20T08:49:09.123Z',
    durationMs: 8123.25,
    base: { id: '2026-11-19T02-00-00Z', series: 'owner/repo/job/other' },
    compare: 'content',
    digest: `sha256:${'0123456789abcdef'.repeat(4)}`,
    ownersKept: true,
    files: 50,
    filesLinked: 48,
    filesCopied: 2,
    filesAdded: 1,
    filesChanged: 1,
    filesMoved: 0,
    filesRemoved: 3,
    directories: 7,
    symlinks: 1,
    bytes: Number.MAX_SAFE_INTEGER,
    bytesLinked: 4096,
    bytesAdded: 8192,
    bytesOnDisk: 12_288,
    causes: [{ cause: 'content', files: 2, bytes: 10 }],
    tags: ['nightly', 'é ::error::'],
    pinned: false,
    run: { repository: 'owner/repo', ref: 'refs/heads/a\nb', runId: '1', actor: '__proto__' },
    program: '1.2.3'
};
/** The record's JSON with one field, by its dotted name, replaced or (undefined) left out. */
function altered(name, value) {
    const copy = JSON.parse(JSON.stringify(record));
    const keys = name.split('.');
    const last = keys.pop() ?? '';
    const place = keys.reduce((object, key) => object[key], copy);
    place[last] = value;
    return JSON.stringify(copy);
}
describe('encodeRecord', () => {
    it('writes JSON for people and machines', () => {
        const text = encodeRecord(record);
        expect(text).toMatch(/^\{\n {2}"format": 1,\n/);
        expect(text.endsWith('}\n')).toBe(true);
        expect(JSON.parse(text)).toEqual(record);
    });
    it('refuses to write what could not be read again', () => {
        expect(() => encodeRecord({ ...record, files: NaN })).toThrow(RecordDamage);
    });
});
describe('decodeRecord', () => {
    it('gives a record back as it was', () => {
        expect(decodeRecord(encodeRecord(record))).toEqual(record);
    });
    it('does without what a first snapshot outside GitHub has not', () => {
        const { base, ...first } = { ...record, run: {}, causes: [], tags: [] };
        expect(base).toBeDefined();
        expect(decodeRecord(encodeRecord(first))).toEqual(first);
    });
    it('takes a base of the same series', () => {
        const text = altered('base', { id: '2026-11-19T02-00-00Z' });
        expect(decodeRecord(text).base).toEqual({ id: '2026-11-19T02-00-00Z' });
    });
    it('leaves out fields of later versions, and those that would reach a prototype', () => {
        const text = encodeRecord(record).replace('"run": {', '"later": 1, "__proto__": {"pinned": true}, "run": {"x": {},');
        const read = decodeRecord(text);
        expect(read).toEqual(record);
        expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    });
    it.each([
        ['format', undefined, 'format is missing; expected a whole number'],
        ['format', 0, 'format is 0; expected 1'],
        ['format', 2, 'it has format 2, written by a newer version; this one knows format 1: update the action'],
        ['format', '1', 'format is "1"; expected a whole number'],
        ['id', 'latest', 'id is "latest"; expected the id of a snapshot such as "2026-11-20T08-49-01Z"'],
        ['id', 5, 'id is 5; expected the id of a snapshot'],
        ['series', '../other', 'series is "../other"; expected the name of a series'],
        ['status', 'partial', 'status is "partial"; expected "complete"'],
        ['startedAt', 'yesterday', 'startedAt is "yesterday"; expected a UTC moment'],
        ['startedAt', '2026-02-30T00:00:00Z', 'startedAt is "2026-02-30T00:00:00Z"; expected a UTC moment'],
        ['startedAt', '2026-13-01T00:00:00Z', 'startedAt is "2026-13-01T00:00:00Z"; expected a UTC moment'],
        ['finishedAt', '2026-11-20T08:49:01+01:00', 'expected a UTC moment'],
        ['durationMs', -1, 'durationMs is -1; expected a number from 0'],
        ['durationMs', null, 'durationMs is null; expected a number from 0'],
        ['base', 'x', 'base is "x"; expected an object'],
        ['base', ['x'], 'base is a list; expected an object'],
        ['base', null, 'base is null; expected an object'],
        ['base.id', '../x', 'base.id is "../x"; expected the name of a directory'],
        ['base.id', '..', 'base.id is ".."; expected the name of a directory'],
        ['base.series', '/x', 'base.series is "/x"; expected the name of a series'],
        ['compare', 'size', 'compare is "size"; expected "content" or "quick"'],
        ['digest', 'sha256:00', 'digest is "sha256:00"; expected "sha256:" and 64 hexadecimal digits'],
        ['ownersKept', 'yes', 'ownersKept is "yes"; expected true or false'],
        ['files', 49, 'files is 49; expected the sum of filesLinked 48 and filesCopied 2'],
        ['filesMoved', -1, 'filesMoved is -1; expected a whole number'],
        ['directories', 1.5, 'directories is 1.5; expected a whole number'],
        ['bytes', 2 ** 53, 'bytes is 9007199254740992; expected a whole number from 0 to 2^53'],
        ['bytesAdded', [1], 'bytesAdded is a list; expected a whole number'],
        ['causes', {}, 'causes is an object; expected a list'],
        ['causes', [1], 'causes.0 is 1; expected an object'],
        ['causes', [{ cause: 'whim', files: 1, bytes: 1 }], 'causes.0.cause is "whim"; expected "new" or'],
        ['causes', [{ cause: 'new', files: true, bytes: 1 }], 'causes.0.files is true; expected a whole number'],
        ['tags', 'nightly', 'tags is "nightly"; expected a list'],
        ['tags', ['a', ''], 'tags.1 is ""; expected a text that is not empty'],
        ['pinned', 1, 'pinned is 1; expected true or false'],
        ['run', undefined, 'run is missing; expected an object'],
        ['run.actor', {}, 'run.actor is an object; expected text'],
        ['program', undefined, 'program is missing; expected text']
    ])('finds %s: %j', (name, value, problem) => {
        expect(() => decodeRecord(altered(name, value))).toThrow(RecordDamage);
        expect(() => decodeRecord(altered(name, value))).toThrow(problem);
    });
    it.each([
        ['an empty file', '', 'it is no JSON'],
        ['half a file', encodeRecord(record).slice(0, 300), 'it is no JSON'],
        ['zeros, as a power cut leaves them', '\0'.repeat(900), 'it is no JSON'],
        ['a list', '[]', 'it is a list; expected an object'],
        ['null', 'null', 'it is null; expected an object'],
        ['a deep nest', '['.repeat(400_000), 'it is no JSON'],
        ['a huge file', ' '.repeat(1_048_577), 'it has 1048577 bytes'],
        ['a huge file in few characters', '€'.repeat(400_000), 'it has 1200000 bytes'],
        ['a field that only the prototype has', '{"toString":1}', 'format is missing']
    ])('finds %s', (_, text, problem) => {
        expect(() => decodeRecord(text)).toThrow(RecordDamage);
        expect(() => decodeRecord(text)).toThrow(problem);
    });
    it('fails with nothing but damage, in one visible line, whatever the JSON', () => {
        fc.assert(fc.property(fc.constantFrom(...Object.keys(record)), fc.jsonValue(), (name, value) => {
            try {
                decodeRecord(altered(name, value));
            }
            catch (error) {
                expect(error).toBeInstanceOf(RecordDamage);
                expect(error.message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
            }
        }));
    });
});
