// What differs between two trees: every path is told once, in the right list, whatever order the entries come in.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diffTrees, isEqual } from "../../src/core/tree-diff.js";
import { anyEntries, dirOf, fileOf, linkOf } from "./entries.js";
const lists = ['added', 'removed', 'changed', 'moved', 'attributes'];
/** The lists that hold something, each as `path` or `from>to`, with what differs. */
const told = (diff) => {
    const shown = (item) => {
        if (!('before' in item))
            return item.path;
        const { before, after, differences } = item;
        const paths = before.path === after.path ? after.path : `${before.path}>${after.path}`;
        return [paths, ...differences].join(' ');
    };
    return Object.fromEntries(lists.filter(list => diff[list].length > 0).map(list => [list, diff[list].map(item => shown(item))]));
};
describe('diffTrees', () => {
    it.each([
        ['nothing', [], [], {}],
        [
            'the same',
            [fileOf('f', 'x'), dirOf('d'), linkOf('l', 'f')],
            [fileOf('f', 'x'), dirOf('d'), linkOf('l', 'f')],
            {}
        ],
        ['other times only', [fileOf('f', 'x')], [fileOf('f', 'x', { mtimeNs: 99n, storedMtimeNs: 77n })], {}],
        ['a new file', [], [fileOf('f', 'x')], { added: ['f'] }],
        ['a lost file', [fileOf('f', 'x')], [], { removed: ['f'] }],
        ['new directories and symlinks', [], [dirOf('d'), linkOf('l', 'd')], { added: ['d', 'l'] }],
        ['other content', [fileOf('f', 'x')], [fileOf('f', 'y')], { changed: ['f content'] }],
        ['another target', [linkOf('l', 'a')], [linkOf('l', 'b')], { changed: ['l target'] }],
        ['a file that became a directory', [fileOf('f', 'x')], [dirOf('f')], { changed: ['f type'] }],
        ['another mode', [fileOf('f', 'x')], [fileOf('f', 'x', { mode: 0o755 })], { attributes: ['f mode'] }],
        [
            'another mode and content',
            [fileOf('f', 'x')],
            [fileOf('f', 'y', { mode: 0o755 })],
            { changed: ['f content mode'] }
        ],
        [
            'the mode of the source, not that on the volume',
            [{ ...dirOf('.'), mode: 0o755, sourceMode: 0o555 }],
            [{ ...dirOf('.'), mode: 0o555 }],
            {}
        ],
        [
            'another owner',
            [fileOf('f', 'x', { owner: { uid: 1, gid: 1 } })],
            [fileOf('f', 'x', { owner: { uid: 1, gid: 2 } })],
            { attributes: ['f owner'] }
        ],
        ['an owner that only one of them keeps', [fileOf('f', 'x', { owner: { uid: 1, gid: 1 } })], [fileOf('f', 'x')], {}],
        ['a moved file', [fileOf('a/f', 'x')], [fileOf('b/g', 'x')], { moved: ['a/f>b/g'] }],
        [
            'a moved file that got another mode',
            [fileOf('a', 'x')],
            [fileOf('b', 'x', { mode: 0o600 })],
            { moved: ['a>b mode'] }
        ],
        ['a copy is no move', [fileOf('a', 'x')], [fileOf('a', 'x'), fileOf('b', 'x')], { added: ['b'] }],
        ['empty files do not move', [fileOf('a', '')], [fileOf('b', '')], { added: ['b'], removed: ['a'] }],
        ['symlinks do not move', [linkOf('a', 'x')], [linkOf('b', 'x')], { added: ['b'], removed: ['a'] }],
        [
            'of several, one that kept its name',
            [fileOf('a/one', 'x'), fileOf('a/two', 'x')],
            [fileOf('b/aaa', 'x'), fileOf('b/two', 'x')],
            { moved: ['a/one>b/aaa', 'a/two>b/two'] }
        ],
        [
            'more copies than there were',
            [fileOf('a', 'x')],
            [fileOf('b', 'x'), fileOf('c', 'x')],
            { added: ['c'], moved: ['a>b'] }
        ],
        [
            'fewer copies than there were',
            [fileOf('b', 'x'), fileOf('c', 'x')],
            [fileOf('a', 'x')],
            { removed: ['c'], moved: ['b>a'] }
        ],
        [
            'the largest first, then by path',
            [],
            [fileOf('b', 'xx'), fileOf('c', 'xxx'), fileOf('a', 'xx')],
            { added: ['c', 'a', 'b'] }
        ],
        [
            'by the larger of both sides',
            [fileOf('emptied', 'xxxx'), fileOf('filled', '')],
            [fileOf('emptied', ''), fileOf('filled', 'xx')],
            { changed: ['emptied content', 'filled content'] }
        ]
    ])('%s', (_title, before, after, expected) => {
        const diff = diffTrees(before, after);
        expect(told(diff)).toEqual(expected);
        expect(isEqual(diff)).toBe(Object.keys(expected).length === 0);
    });
    it('counts what is the same', () => {
        expect(diffTrees([fileOf('f', 'x'), dirOf('d')], [fileOf('f', 'x'), dirOf('d')]).unchanged).toBe(2);
    });
    it('tells of each path once', () => {
        fc.assert(fc.property(anyEntries, anyEntries, (before, after) => {
            const { added, removed, changed, moved, attributes, unchanged } = diffTrees(before, after);
            expect(added.length + changed.length + moved.length + attributes.length + unchanged).toBe(after.length);
            expect(removed.length + changed.length + moved.length + attributes.length + unchanged).toBe(before.length);
            const pathsAfter = [...added, ...[changed, moved, attributes].flat().map(pair => pair.after)].map(e => e.path);
            expect(new Set(pathsAfter).size).toBe(pathsAfter.length);
        }));
    });
    it('finds nothing between a tree and itself', () => {
        fc.assert(fc.property(anyEntries, tree => {
            expect(isEqual(diffTrees(tree, tree))).toBe(true);
        }));
    });
    it('says the same in the other direction, the sides exchanged', () => {
        fc.assert(fc.property(anyEntries, anyEntries, (before, after) => {
            const there = diffTrees(before, after);
            const back = diffTrees(after, before);
            const pairs = (diff, from, to) => diff.moved.map(pair => `${pair[from].path}>${pair[to].path}`).sort();
            expect(back.added).toEqual(there.removed);
            expect(back.removed).toEqual(there.added);
            expect(pairs(back, 'after', 'before')).toEqual(pairs(there, 'before', 'after'));
            expect(back.unchanged).toBe(there.unchanged);
        }));
    });
    it('does not depend on the order of the entries', () => {
        fc.assert(fc.property(anyEntries, anyEntries, (before, after) => {
            expect(diffTrees(before.toReversed(), after.toReversed())).toEqual(diffTrees(before, after));
        }));
    });
});
