// The order of a manifest's lines, which decides what mtree takes for a pattern.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareInDocument, inDocumentOrder } from "../../src/core/manifest/document-order.js";
import { anyTree, dir, file } from "./manifest-examples.js";
const ordered = (...paths) => inDocumentOrder(paths.map(path => file(path))).map(entry => entry.path);
describe('inDocumentOrder', () => {
    it.each([
        ['the top before names that sort before its dot', ['.', '!a', '-x', '...', 'a']],
        ['bytes, not letters', ['Z', 'a', 'a-b', 'a/x', '\xc3\xa9']],
        ['patterns after all plain names', ['d.js', 'z', '[id].js']],
        ['the most general pattern last', ['a', '[a]', '?', '*']],
        ['of two patterns the one that says more first', ['ab*', 'a!*', 'a*', '*']],
        ['a directory before what it holds', ['d', 'd*', 'd*/a', 'd*/a/b', 'd*/[x]', 'd*/*']],
        ['plain names before patterns below a pattern', ['x', 'd*/!plain', 'd*/*']]
    ])('%s', (_, paths) => {
        expect(ordered(...paths)).toEqual(paths);
        expect(ordered(...[...paths].reverse())).toEqual(paths);
    });
    it('leaves the given list as it is', () => {
        const entries = [file('b'), file('a'), dir('.')];
        inDocumentOrder(entries);
        expect(entries.map(entry => entry.path)).toEqual(['b', 'a', '.']);
    });
});
describe('compareInDocument', () => {
    it('is one order for all paths of any tree, parents before what they hold', () => {
        fc.assert(fc.property(anyTree, tree => {
            const paths = inDocumentOrder(tree).map(entry => entry.path);
            paths.forEach((path, index) => {
                expect(compareInDocument(path, path)).toBe(0);
                for (const later of paths.slice(index + 1)) {
                    expect(compareInDocument(path, later)).toBeLessThan(0);
                    expect(compareInDocument(later, path)).toBeGreaterThan(0);
                    expect(path.startsWith(`${later}/`)).toBe(false);
                }
            });
        }));
    });
});
