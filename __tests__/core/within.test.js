// One path within another, by their names.
import { describe, expect, it } from '@jest/globals';
import { isWithin, pathBelow } from "../../src/core/within.js";
describe('within', () => {
    it.each([
        ['/a', '/a', '.'],
        ['/a', '/a/b/c', 'b/c'],
        ['/a/b', '/a', undefined],
        ['/a', '/ab', undefined],
        ['/', '/', '.'],
        ['/', '/a/b', 'a/b']
    ])('%s, %s', (directory, path, below) => {
        expect(isWithin(directory, path)).toBe(below !== undefined);
        if (below !== undefined)
            expect(pathBelow(directory, path)).toBe(below);
    });
});
