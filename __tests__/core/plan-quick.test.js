// What rsync's own comparison of size and time is expected to link, and why it copied the rest.
import { describe, expect, test } from '@jest/globals';
import { causeOfQuickCopy, planByTimes } from "../../src/core/plan-quick.js";
import { baseOf, dirOf, fileOf, linkOf } from "./entries.js";
const unread = (entry) => {
    const { sha256, ...rest } = entry;
    expect(sha256).toBeDefined();
    return rest;
};
const owned = (uid) => ({ owner: { uid, gid: 0 } });
describe('expected to be linked', () => {
    test.each([
        ['the same', fileOf('a', 'x'), fileOf('a', 'x'), true, [0, 0, 0]],
        ['other bytes of the same size and time, which nobody reads', fileOf('a', 'x'), fileOf('a', 'y'), true, [0, 0, 0]],
        ['another size', fileOf('a', 'x'), fileOf('a', 'xx'), false, [0, 1, 0]],
        ['another nanosecond', fileOf('a', 'x'), fileOf('a', 'x', { mtimeNs: 11n }), false, [0, 1, 0]],
        ['other permissions', fileOf('a', 'x'), fileOf('a', 'x', { mode: 0o600 }), false, [0, 1, 0]],
        ['another owner', fileOf('a', 'x', owned(1)), fileOf('a', 'x', owned(2)), false, [0, 1, 0]],
        [
            'the time that the inode has counts, not the one the source once had',
            fileOf('a', 'x', { mtimeNs: 99n, storedMtimeNs: 10n }),
            fileOf('a', 'x'),
            true,
            [0, 0, 0]
        ],
        ['new', undefined, fileOf('a', 'x'), false, [1, 0, 0]],
        ['moved: quick comparison cannot know', fileOf('b', 'x'), fileOf('a', 'x'), false, [1, 0, 1]],
        ['a file where a directory was', dirOf('a'), fileOf('a', ''), false, [1, 0, 0]]
    ])('%s', (_, old, now, isLinked, counts) => {
        const plan = planByTimes([unread(now)], [baseOf('own', ...(old === undefined ? [] : [old]))]);
        expect(plan.expected.map(({ before }) => before)).toEqual(isLinked ? [old] : []);
        expect(plan.rest.map(({ path }) => path)).toEqual(isLinked ? [] : [now.path]);
        const { filesAdded, filesChanged, filesMoved, filesRemoved } = plan.difference;
        expect([filesAdded, filesChanged, filesRemoved]).toEqual(counts);
        expect(filesMoved).toBe(0);
    });
    test('directories and symlinks are for rsync to make', () => {
        const source = [dirOf('.'), dirOf('d'), linkOf('l', 'd')];
        const { directories, symlinks, expected, rest } = planByTimes(source, [baseOf('own', ...source)]);
        expect([directories.length, symlinks.length, expected.length, rest.length]).toEqual([2, 1, 0, 0]);
    });
    test('a later base is taken where the first has it not, and the difference is still that to the first', () => {
        const bases = [baseOf('own', fileOf('a', 'xx')), baseOf('main', fileOf('a', 'x'))];
        const { expected, difference } = planByTimes([fileOf('a', 'x')], bases);
        expect(expected.map(({ base }) => base.id)).toEqual(['main']);
        expect(difference).toMatchObject({ filesAdded: 0, filesChanged: 1, filesRemoved: 0 });
    });
    test('without a base everything is new', () => {
        expect(planByTimes([fileOf('a', 'x')], []).difference).toEqual({
            filesAdded: 1,
            filesChanged: 0,
            filesMoved: 0,
            filesRemoved: 0
        });
    });
});
describe('why a file was copied', () => {
    const was = fileOf('a', 'xx', owned(1));
    test.each([
        ['nothing was there', was, undefined, 'new'],
        ['a symlink was there', was, linkOf('a', 'x'), 'new'],
        ['other bytes', fileOf('a', 'yy', owned(1)), was, 'content'],
        ['other bytes and permissions', fileOf('a', 'yy', { mode: 0o600, ...owned(1) }), was, 'content'],
        ['other permissions', fileOf('a', 'xx', { mode: 0o600, ...owned(2) }), was, 'mode'],
        ['another owner', fileOf('a', 'xx', owned(2)), was, 'owner'],
        ['only another time', fileOf('a', 'xx', { mtimeNs: 99n, ...owned(1) }), was, 'mtime'],
        ['not read yet, another size', unread(fileOf('a', 'xxx', owned(1))), was, 'content'],
        ['not read yet, the same size', unread(fileOf('a', 'yy', { mtimeNs: 99n, ...owned(1) })), was, 'mtime']
    ])('%s', (_, now, before, cause) => {
        expect(causeOfQuickCopy(now, before)).toBe(cause);
    });
});
