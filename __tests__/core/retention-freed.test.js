// What deleting trees frees, inode by inode: nothing while a link remains, all of it with the last one.
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FreedCounter } from "../../src/core/retention/freed.js";
const inode = (ino, links, linksHere, allocated = 4096) => ({
    ino,
    links,
    linksHere,
    allocated
});
it('frees an inode with its last link, and not before', () => {
    const counter = new FreedCounter();
    expect(counter.add([inode('own', 1, 1), inode('shared', 3, 1)])).toEqual({ bytes: 4096, inodes: 1 });
    expect(counter.add([inode('shared', 3, 1)])).toEqual({ bytes: 0, inodes: 0 });
    expect(counter.add([inode('shared', 3, 1)])).toEqual({ bytes: 4096, inodes: 1 });
});
it('counts duplicates inside one tree as links of it', () => {
    expect(new FreedCounter().add([inode('twice', 2, 2)])).toEqual({ bytes: 4096, inodes: 1 });
    expect(new FreedCounter().add([inode('twice and outside', 3, 2)])).toEqual({ bytes: 0, inodes: 0 });
});
it('frees in any order what lies in the doomed trees alone', () => {
    const tree = fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { maxLength: 12 });
    fc.assert(fc.property(fc.array(tree, { minLength: 1, maxLength: 6 }), tree, (doomed, kept) => {
        const links = (ino) => [...doomed, kept].filter(one => one.includes(ino)).length;
        const counter = new FreedCounter();
        const sum = doomed
            .map(one => counter.add(one.map(ino => inode(String(ino), links(ino), 1, ino))))
            .reduce((all, freed) => ({ bytes: all.bytes + freed.bytes, inodes: all.inodes + freed.inodes }));
        const gone = [...new Set(doomed.flat())].filter(ino => !kept.includes(ino));
        expect(sum).toEqual({ bytes: gone.reduce((bytes, ino) => bytes + ino, 0), inodes: gone.length });
    }));
});
