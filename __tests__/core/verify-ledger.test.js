// Each inode is read once, unless two manifests disagree about it.
import { expect, test } from '@jest/globals';
import { InodeLedger } from "../../src/core/verify-ledger.js";
const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
test('an inode is new once for each content that is expected of it', () => {
    const ledger = new InodeLedger();
    const claims = [
        [1n, a],
        [1n, a],
        [2n, a],
        [1n, b],
        // Beyond what a number can hold exactly: neighbours stay apart.
        [2n ** 60n, a],
        [2n ** 60n + 1n, a],
        [2n ** 60n, a]
    ];
    expect(claims.map(([ino, sha]) => ledger.claim(ino, sha))).toEqual([true, false, true, true, true, true, false]);
});
