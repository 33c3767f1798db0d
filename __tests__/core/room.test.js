// The estimate of what a plan takes: whole blocks, directories, our own files.
import { describe, expect, test } from '@jest/globals';
import { isSparse, roomNeeded, treeRoom } from "../../src/core/room.js";
const block = 4096;
/** Manifest, record, their names, the link. */
const own = { bytes: 4 * block, inodes: 4 };
const copy = (size, allocated = Math.ceil(size / block) * block) => ({
    size,
    allocated
});
describe('room needed', () => {
    test.each([
        ['nothing but our own files', [], 0, 0, 0, 0, 0],
        ['a byte takes a block', [copy(1)], 0, 0, 0, block, 1],
        ['a block takes a block', [copy(block)], 0, 0, 0, block, 1],
        ['a byte more takes two', [copy(block + 1)], 0, 0, 0, 2 * block, 1],
        ['an empty file takes an inode', [copy(0)], 0, 0, 0, 0, 1],
        ['a file with holes takes what it has', [copy(1_000_000, 8192)], 0, 0, 0, 8192, 1],
        ['a file that the source keeps in its inode still takes a block', [copy(100, 50)], 0, 0, 0, block, 1],
        ['blocks set aside for a file beyond its end are not copied', [copy(1, 65_536)], 0, 0, 0, block, 1],
        ['directories take a block each', [], 3, 0, 0, 3 * block, 3],
        ['symlinks take an inode each', [], 0, 5, 0, 0, 5],
        ['entries take a line of the manifest', [], 0, 0, 1000, 100_000, 0]
    ])('%s', (_, copies, directories, symlinks, entries, bytes, inodes) => {
        // What `du` finds in the tree has neither our own files nor their lines.
        expect(treeRoom(copies, directories, symlinks)).toEqual({ bytes: entries > 0 ? 0 : bytes, inodes });
        expect(roomNeeded(copies, directories, symlinks, entries)).toEqual({
            bytes: own.bytes + bytes,
            inodes: own.inodes + inodes
        });
    });
});
test.each([
    [1000, 4096, false],
    [4096, 4096, false],
    [4097, 4096, true],
    [0, 0, false]
])('a file of %i bytes in %i allocated ones has holes: %s', (size, allocated, expected) => {
    expect(isSparse({ size, allocated })).toBe(expected);
});
