// What lstat tells of a stored path, in which words, and what of it follows from something else.
import { describe, expect, test } from '@jest/globals';
import { differenceOf, isLost, isMtimeAlone, isTouched, rotten } from "../../src/core/verify-damage.js";
import { tidy } from "../../src/core/verify-findings.js";
const entry = (path, more = {}) => ({
    path: path,
    type: 'file',
    mode: 0o644,
    size: 5,
    mtimeNs: 1n,
    storedMtimeNs: 2n,
    sha256: 'a'.repeat(64),
    ...more
});
const held = { type: 'file', mode: 0o644, uid: 1, gid: 2, size: 5, mtimeNs: 2n, ino: 9n };
const directory = (path) => ({
    path: path,
    type: 'dir',
    mode: 0o755,
    size: 0,
    mtimeNs: 1n,
    storedMtimeNs: 2n
});
const link = { type: 'link', size: 0, target: 'x' };
describe('lstat', () => {
    test.each([
        ['all as stored', {}, {}],
        ['another owner, where none was kept', {}, { uid: 7 }],
        ['the size of a directory', { type: 'dir', size: 0 }, { type: 'dir', size: 4096 }],
        ['the mode of a symlink', { ...link, mode: 0o777 }, { ...link, mode: 0o755 }]
    ])('finds nothing in %s', (_, of, is) => {
        expect(differenceOf(entry('a', of), { ...held, ...is })).toBeUndefined();
    });
    test.each([
        ['missing', 'a file is gone', {}, undefined],
        ['missing', 'a symlink is gone', link, undefined],
        ['type', 'a directory in the place of a file', {}, { type: 'dir' }],
        ['type', 'a FIFO, socket or device in the place of a file', {}, { type: 'other' }],
        ['target', 'the symlink points elsewhere', link, { ...link, target: 'y' }],
        ['size', '4 bytes instead of 5', {}, { size: 4 }],
        ['size', '4 bytes instead of 5, and a later or earlier time: somebody wrote to it', {}, { size: 4, mtimeNs: 3n }],
        ['attributes', 'mode 4755 instead of 644', {}, { mode: 0o4755 }],
        ['attributes', 'owner 1:2 instead of 1:3', { owner: { uid: 1, gid: 3 } }, {}],
        ['attributes', 'mode 600 instead of 644, another time of its last change', {}, { mode: 0o600, mtimeNs: 1n }]
    ])('%s: %s', (kind, why, of, is) => {
        const finding = differenceOf(entry('a', of), is === undefined ? undefined : { ...held, ...is });
        expect(finding).toMatchObject({ kind, why, path: 'a' });
    });
    test.each([
        [true, { mtimeNs: 3n }],
        [false, {}],
        [false, { mtimeNs: 3n, mode: 0o600 }]
    ])('nothing but the time differs: %s', (expected, is) => {
        expect(isMtimeAlone(entry('a'), { ...held, ...is })).toBe(expected);
    });
});
describe('rot', () => {
    test.each([
        ['other bytes, same size and time', 2n],
        ['other bytes, and a later or earlier time: somebody wrote to it', 5n]
    ])('%s', (why, mtimeNs) => {
        expect(rotten(entry('a'), { ...held, mtimeNs })).toMatchObject({ kind: 'content', why, ino: 9n });
    });
    test('loses bytes, and attributes do not', () => {
        expect([isLost('content'), isLost('attributes'), isTouched('content'), isTouched('extra')]).toEqual([
            true,
            false,
            false,
            true
        ]);
    });
});
describe('what follows from something else', () => {
    const finding = (kind, of) => ({ kind, path: of.path, why: kind, entry: of });
    const told = (findings, alone = []) => tidy(findings, new Set(alone)).map(({ kind, path, below }) => `${kind} ${path} ${below ?? 0}`);
    test('what is below a directory that is gone, replaced or closed is counted with the highest one', () => {
        const findings = [
            finding('missing', directory('a')),
            finding('missing', directory('a/b')),
            finding('missing', entry('a/b/c')),
            finding('unreadable', directory('x')),
            finding('unreadable', entry('x/y')),
            finding('type', directory('t')),
            finding('missing', entry('t/u')),
            finding('missing', entry('ab'))
        ];
        expect(told(findings)).toEqual(['missing a 2', 'unreadable x 1', 'type t 1', 'missing ab 0']);
    });
    test('with a directory that has two faults, it is counted once', () => {
        const of = directory('a');
        const both = [finding('unreadable', of), finding('missing', entry('a/b')), finding('unreadable', of)];
        expect(told(both)).toEqual(['unreadable a 1', 'unreadable a 0']);
    });
    test('the top itself may be closed', () => {
        expect(told([finding('unreadable', directory('.')), finding('missing', entry('a/b'))])).toEqual(['unreadable . 1']);
    });
    test('the time of a directory is no finding where something in it changed', () => {
        const times = ['.', 'a', 'b'].map(path => finding('attributes', directory(path)));
        expect(told([...times, finding('missing', entry('a/x'))], times)).toEqual([
            'attributes . 0',
            'attributes b 0',
            'missing a/x 0'
        ]);
        const modes = [finding('attributes', directory('a'))];
        expect(told([...modes, finding('missing', entry('a/x'))])).toEqual(['attributes a 0', 'missing a/x 0']);
    });
});
