// What a comparison tells: a log that a person reads from its top, and JSON in which every name can be had back.
import { describe, expect, it } from '@jest/globals';
import { diffJson } from "../../src/core/report/diff-json.js";
import { diffLog } from "../../src/core/report/diff-log.js";
import { diffTrees } from "../../src/core/tree-diff.js";
import { someRecord } from "../support/records.js";
import { dirOf, fileOf, linkOf } from "./entries.js";
const older = '2026-11-19T02-00-03Z';
const newer = '2026-11-20T02-00-05Z';
const reportOf = (before, after, more = {}) => ({
    volume: '/mnt/vault',
    before: { series: 'app', record: someRecord(older, { files: 9, bytes: 2048 }), path: `/mnt/vault/app/${older}` },
    after: { series: 'app', record: someRecord(newer, { files: 10, bytes: 3072 }), path: `/mnt/vault/app/${newer}` },
    diff: diffTrees(before, after),
    rows: 50,
    program: '1.0.0',
    ...more
});
const large = 'x'.repeat(3000);
const much = reportOf([
    dirOf('.'),
    fileOf('changed', 'old', { mode: 0o644 }),
    fileOf('gone', large),
    fileOf('here', 'moved content'),
    fileOf('run.sh', 'run', { owner: { uid: 0, gid: 0 } }),
    fileOf('turned', 'text'),
    linkOf('link', 'a')
], [
    { ...dirOf('.'), mode: 0o700 },
    fileOf('changed', 'newer', { mode: 0o755 }),
    fileOf('there', 'moved content'),
    fileOf('run.sh', 'run', { mode: 0o755, owner: { uid: 7, gid: 8 } }),
    dirOf('turned'),
    linkOf('link', 'b'),
    fileOf('same size', 'new'),
    dirOf('new'),
    linkOf('new link', 'new')
]);
describe('diffLog', () => {
    it('has a section for each way to differ, with sums', () => {
        expect(diffLog(much)).toEqual([
            `${older} → ${newer}`,
            '9 files, 2.0 KiB → 10 files, 3.0 KiB; 0 paths the same.',
            '',
            'Added: 1 file (3 B), 1 directory, 1 symlink',
            '        3 B  same size',
            '  directory  new/',
            '    symlink  new link → new',
            '',
            'Removed: 1 file (2.9 KiB)',
            '  2.9 KiB  gone',
            '',
            'Changed: 1 file (5 B, -2 B), 1 directory, 1 symlink',
            '        5 B  +2 B  changed (mode 0644 → 0755)',
            '  directory  -4 B  turned/ (was a file, is a directory)',
            '    symlink        link → b (was a)',
            '',
            'Moved: 1 file (13 B)',
            '  13 B  here → there',
            '',
            'Other attributes: 1 file (3 B), 1 directory',
            '  run.sh                  mode 0644 → 0755, owner 0:0 → 7:8',
            '  ./ (the top directory)  mode 0755 → 0700'
        ]);
    });
    it.each([
        ['two snapshots', {}, `${older} and ${newer} are equal`],
        ['one snapshot', { before: much.after }, `${newer} is the same snapshot`],
        ['two series', { before: { ...much.before, series: 'next' } }, `next/${older} and app/${newer} are equal`]
    ])('says that %s hold the same', (_, more, heading) => {
        const tree = [dirOf('.'), fileOf('f', 'x')];
        expect(diffLog(reportOf(tree, tree, more))[0]).toBe(heading);
    });
    it('says what both hold once when it is the same', () => {
        const log = diffLog(reportOf([fileOf('f', 'x')], [fileOf('f', 'y')], { before: much.after }));
        expect(log[1]).toBe('10 files, 3.0 KiB in both; 0 paths the same.');
    });
    it('shows as many rows as were asked for, and how many there are', () => {
        const many = Array.from({ length: 1234 }, (_, at) => fileOf(`f${String(at).padStart(4, '0')}`, 'x'));
        expect(diffLog(reportOf([], many, { rows: 2 }))).toEqual([
            expect.anything(),
            expect.anything(),
            '',
            'Added: 1,234 files (1.2 KiB)',
            '  1 B  f0000',
            '  1 B  f0001',
            '  and 1,232 more (--all shows them)'
        ]);
        expect(diffLog(reportOf([], many, { rows: Infinity }))).toHaveLength(4 + 1234);
    });
    it('names only the kinds that there are', () => {
        expect(diffLog(reportOf([dirOf('d')], [linkOf('l', 'd')])).filter(line => line.includes(': '))).toEqual([
            'Added: 1 symlink',
            'Removed: 1 directory'
        ]);
    });
    it('lets no name do anything to a terminal or a runner', () => {
        const evil = ['\x1b[31mred', 'a\nb', '\x07', '::error::x', '##[group]', '\xff', '\xe2\x80\xae'];
        const log = diffLog(reportOf([], [...evil.map(name => fileOf(name, 'x')), linkOf('l', '\x1b]0;t\x07')]));
        // eslint-disable-next-line no-control-regex -- the range is meant
        expect(log.join('')).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202e]/);
        expect(log.some(line => /^\s*::/.test(line) || line.includes('##['))).toBe(false);
        expect(log).toContain('      1 B  \\x1b[31mred');
    });
});
describe('diffJson', () => {
    it('has everything, in numbers', () => {
        const json = diffJson({ ...much, rows: 1 });
        expect(json.endsWith('}\n')).toBe(true);
        expect(JSON.parse(json)).toMatchObject({
            schema: 1,
            status: 'different',
            volume: '/mnt/vault',
            before: { series: 'app', snapshot: older, files: 9, bytes: 2048, path: `/mnt/vault/app/${older}` },
            after: { series: 'app', snapshot: newer, files: 10 },
            totals: {
                added: { files: 1, directories: 1, symlinks: 1, bytes: 3 },
                removed: { files: 1, bytes: 3000 },
                changed: { files: 1, directories: 1, symlinks: 1, bytes: 5, bytesMore: -2 },
                moved: { files: 1, bytesMore: 0 },
                attributes: { files: 1, directories: 1 },
                unchanged: 0
            },
            added: [
                { path: 'same size', type: 'file', bytes: 3, mode: '0644' },
                { path: 'new', type: 'dir', mode: '0755' },
                { path: 'new link', type: 'link', target: 'new' }
            ],
            changed: [
                { path: 'changed', differences: ['content', 'mode'], before: { bytes: 3 }, after: { bytes: 5, mode: '0755' } },
                { path: 'turned', differences: ['type'], before: { type: 'file' }, after: { type: 'dir' } },
                { path: 'link', differences: ['target'], before: { target: 'a' }, after: { target: 'b' } }
            ],
            moved: [{ from: 'here', to: 'there', differences: [] }],
            attributes: [{ path: 'run.sh', before: { owner: { uid: 0, gid: 0 } }, after: { owner: { uid: 7, gid: 8 } } }, {}],
            program: '1.0.0'
        });
    });
    it('is equal for equal trees', () => {
        expect(JSON.parse(diffJson(reportOf([fileOf('f', 'x')], [fileOf('f', 'x')])))).toMatchObject({
            status: 'equal',
            added: [],
            totals: { unchanged: 1 }
        });
    });
    it('gives names that are no UTF-8 as bytes, too', () => {
        const json = diffJson(reportOf([fileOf('\xff', 'x')], [fileOf('\xfe', 'x'), linkOf('l', '\xfd')]));
        expect(JSON.parse(json)).toMatchObject({
            moved: [{ from: '\ufffd', fromBase64: '/w==', to: '\ufffd', toBase64: '/g==' }],
            added: [{ path: 'l', target: '\ufffd', targetBase64: '/Q==' }]
        });
    });
});
