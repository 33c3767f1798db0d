// An old tree as a snapshot: what is read once, what counts as linked, and what the record says of it.
import { describe, expect, it } from '@jest/globals';
import { isSameTree, KnownInodes, recordOfAdopted, sharedWith, spreadContents, withStoredTop } from "../../src/core/adopted-tree.js";
import { decodeRecord, encodeRecord } from "../../src/core/record-text.js";
const sha = (text) => text.repeat(64).slice(0, 64);
const entry = (path, ino, more = {}) => ({
    path: path,
    type: 'file',
    mode: 0o644,
    size: 100,
    mtimeNs: 5n,
    storedMtimeNs: 5n,
    dev: 1n,
    ino: BigInt(ino),
    ctimeNs: 7n,
    allocated: 4096,
    sha256: sha('a'),
    ...more
});
const bare = (one) => {
    const rest = { ...one };
    Reflect.deleteProperty(rest, 'sha256');
    return rest;
};
const top = bare(entry('.', 1, { type: 'dir', size: 0, mode: 0o755 }));
describe('inodes that are known', () => {
    const known = new KnownInodes();
    known.add([top, entry('f', 10), bare(entry('unread', 11))], 'one');
    it('are not read again while nothing touched them', () => {
        const again = bare(entry('moved', 10));
        expect(known.withContents([again])).toEqual({ entries: [{ ...again, sha256: sha('a') }], unread: [] });
    });
    it.each([
        ['was changed', bare(entry('f', 10, { ctimeNs: 8n }))],
        ['has another time', bare(entry('f', 10, { storedMtimeNs: 6n }))],
        ['has another size', bare(entry('f', 10, { size: 101 }))],
        ['lies on another device', bare(entry('f', 10, { dev: 2n }))],
        ['was never read', bare(entry('unread', 11))],
        ['is new', bare(entry('f', 12))]
    ])('are read when one %s', (_, file) => {
        expect(known.withContents([file])).toEqual({ entries: [file], unread: [file.path] });
    });
    it('are read by one of their names, for all of them', () => {
        const names = [bare(entry('a', 20)), bare(entry('b', 20)), top];
        expect(known.withContents(names).unread).toEqual(['a']);
        const [a, b, directory] = spreadContents(names, [entry('a', 20, { sha256: sha('c') })]);
        expect([a?.sha256, b?.sha256, directory]).toEqual([sha('c'), sha('c'), top]);
    });
});
describe('what a tree shares', () => {
    const known = new KnownInodes();
    known.add([entry('f', 10), entry('l', 11, { type: 'link', allocated: 0 })], 'one');
    known.add([entry('f', 10), entry('g', 12), entry('h', 13)], 'two');
    it('is counted in inodes: links to earlier trees, and names of one file in this one', () => {
        const tree = [top, entry('f', 10), entry('h', 13), entry('new', 30), entry('twin', 30)];
        const shared = sharedWith(tree, known, 'two');
        expect(shared).toMatchObject({ base: 'two', bytesOnDisk: 4 * 4096, bytesAdded: 2 * 4096 });
        expect([...shared.isLinked]).toEqual(['f', 'h', 'twin']);
    });
    it('is nothing for a tree of its own', () => {
        expect(sharedWith([top, entry('x', 90)], known, 'two')).toEqual({
            bytesOnDisk: 8192,
            bytesAdded: 8192,
            isLinked: new Set()
        });
    });
    it('is what most files come from, of several trees further back', () => {
        const more = new KnownInodes();
        more.add([entry('a', 41)], 'one');
        more.add([entry('b', 42), entry('c', 43)], 'two');
        more.add([entry('d', 44)], 'three');
        const tree = [entry('a', 41), entry('b', 42), entry('c', 43), entry('d', 44)];
        expect(sharedWith(tree, more, 'three').base).toBe('two');
    });
    it('comes from further back when the tree before lacks it, so that the disk use is counted right', () => {
        const tree = [entry('f', 10), entry('g', 12), entry('l', 11, { type: 'link', allocated: 0 })];
        expect(sharedWith(tree, known, 'two').base).toBe('one');
    });
});
it('sees whether a tree stood still', () => {
    const tree = [top, entry('f', 10)];
    expect(isSameTree(tree, [...tree].reverse())).toBe(true);
    expect(isSameTree(tree, [top])).toBe(false);
    expect(isSameTree(tree, [top, entry('f', 10, { ctimeNs: 8n })])).toBe(false);
    expect(isSameTree(tree, [top, entry('f', 11)])).toBe(false);
    expect(isSameTree(tree, [top, entry('g', 10)])).toBe(false);
});
it('keeps a top that can be renamed, and what it was', () => {
    expect(withStoredTop([{ ...top, mode: 0o555 }])[0]).toMatchObject({ mode: 0o755, sourceMode: 0o555 });
    expect(withStoredTop([top])).toEqual([top]);
});
describe('the record', () => {
    const moment = new Date('2024-01-10T12:00:00Z');
    const common = { id: '2024-01-10T12-00-00Z', series: 's', moment, ownersKept: false, program: '1.2.3' };
    it('of a first tree has no base', () => {
        const entries = [top, entry('f', 10)];
        const record = recordOfAdopted({ ...common, entries, shared: sharedWith(entries, new KnownInodes(), undefined) });
        expect(decodeRecord(encodeRecord(record))).toEqual(record);
        expect(record).toMatchObject({
            startedAt: '2024-01-10T12:00:00.000Z',
            tags: ['adopted'],
            compare: 'quick',
            files: 1,
            filesCopied: 1,
            filesAdded: 1,
            directories: 1,
            causes: [{ cause: 'new', files: 1, bytes: 100 }],
            bytesAdded: 8192
        });
        expect(record.base).toBeUndefined();
    });
    it('of a later one says why files were stored again', () => {
        const before = [
            top,
            entry('same', 10),
            entry('touched', 11),
            entry('changed', 12),
            entry('chmod', 13),
            entry('gone', 14)
        ];
        const known = new KnownInodes();
        known.add(before, 'one');
        const entries = [
            top,
            entry('same', 10),
            entry('touched', 21),
            entry('changed', 22, { sha256: sha('b') }),
            entry('chmod', 23, { mode: 0o600 }),
            entry('new', 24, { sha256: sha('d') })
        ];
        const shared = sharedWith(entries, known, 'one');
        const base = { series: 's', id: 'one', entries: before };
        const record = recordOfAdopted({ ...common, entries, shared, base });
        expect(record).toMatchObject({
            base: { id: 'one' },
            files: 5,
            filesLinked: 1,
            filesCopied: 4,
            filesAdded: 1,
            filesRemoved: 1
        });
        expect(record.causes.map(({ cause }) => cause).sort()).toEqual(['content', 'mode', 'mtime', 'new']);
    });
});
