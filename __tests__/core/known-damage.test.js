// The list of what is known to be damaged: written and read back whatever the names are, refused when unsound, kept up to date.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { damageKey, decodeKnownDamage, encodeKnownDamage, isSameKnowledge, KnownDamageProblem, updateKnownDamage } from "../../src/core/known-damage.js";
const known = (more = {}) => ({
    path: 'a',
    snapshot: '2026-11-20T02-00-00Z',
    kind: 'content',
    sha256: 'a'.repeat(64),
    size: 5,
    storedMtimeNs: -5n,
    ino: 18446744073709551615n,
    foundAt: '2026-11-20T02:00:00.000Z',
    ...more
});
describe('the text', () => {
    test('is read back as it was written, whatever bytes a name has', () => {
        const bytes = fc.array(fc.integer({ min: 1, max: 255 }), { minLength: 1, maxLength: 30 });
        fc.assert(fc.property(bytes, fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }), (codes, storedMtimeNs) => {
            const one = known({ path: String.fromCharCode(...codes), storedMtimeNs });
            expect(decodeKnownDamage(encodeKnownDamage([one, known()]))).toEqual([one, known()]);
        }));
        expect(decodeKnownDamage(encodeKnownDamage([]))).toEqual([]);
    });
    const text = encodeKnownDamage([known()]);
    test.each([
        ['no JSON', 'x', /it is no JSON/],
        ['another format', text.replace('"format": 1', '"format": 2'), /format 2, written by a newer version/],
        ['no list', '{"format":1}', /damaged is missing; expected a list/],
        ['an item that is no object', '{"format":1,"damaged":[1]}', /damaged\.0 is 1; expected an object/],
        ['a name that cannot be decoded', text.replace('"path": "a"', '"path": "\\\\9"'), /expected one as in a manifest/],
        ['an empty name', text.replace('"path": "a"', '"path": ""'), /expected a text that is not empty/],
        ['no id', text.replace('2026-11-20T02-00-00Z', '../x'), /expected the id of a snapshot/],
        ['another kind', text.replace('"content"', '"missing"'), /expected "content"/],
        ['a digest too short', text.replace('a'.repeat(64), 'a'), /64 hexadecimal digits/],
        ['a time that is none', text.replace('"-5"', '"soon"'), /expected nanoseconds/],
        ['an inode that is none', text.replace('18446744073709551615', '-1'), /expected the number of an inode/]
    ])('is refused for %s', (_, damaged, problem) => {
        expect(damaged).not.toBe(text);
        expect(() => decodeKnownDamage(damaged)).toThrow(KnownDamageProblem);
        expect(() => decodeKnownDamage(damaged)).toThrow(problem);
    });
});
describe('the update', () => {
    const nothing = { found: [], whole: new Set(), isEverything: false };
    const old = known({ ino: 1n });
    test.each([
        ['keeps what was not looked at', nothing, [old]],
        ['forgets what was read and is whole', { ...nothing, whole: new Set([1n]) }, []],
        ['forgets all that is not there any more', { ...nothing, isEverything: true }, []],
        ['adds what was found', { ...nothing, found: [known({ ino: 2n })] }, [old, known({ ino: 2n })]],
        [
            'keeps the moment of what was found before, and takes its newest name',
            {
                ...nothing,
                found: [known({ ino: 1n, path: 'b', foundAt: '2026-11-21T02:00:00Z' })],
                isEverything: true
            },
            [known({ ino: 1n, path: 'b' })]
        ]
    ])('%s', (_, verdicts, now) => {
        expect(updateKnownDamage([old], verdicts)).toEqual(now);
    });
    test('tells whether there is anything to write', () => {
        expect(isSameKnowledge([old], [known({ ino: 1n })])).toBe(true);
        expect(isSameKnowledge([old], [])).toBe(false);
    });
});
test.each([
    ['the content', { sha256: 'b'.repeat(64) }],
    ['the size', { size: 6 }],
    ['the stored time', { storedMtimeNs: 7n }]
])('a file is told from others by %s', (_, more) => {
    expect(damageKey(known(more))).not.toBe(damageKey(known()));
    expect(damageKey({ size: 5, storedMtimeNs: 1n })).not.toBe(damageKey(known()));
});
