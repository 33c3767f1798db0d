// Counts and sums over how every path came to be.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { causes } from "../../src/core/cause.js";
import { tally } from "../../src/core/settled.js";
import { dirOf, fileOf, linkOf } from "./entries.js";
describe('a tally', () => {
    test('of nothing', () => {
        expect(tally([])).toEqual({
            ...{ files: 0, filesLinked: 0, filesCopied: 0, directories: 0, symlinks: 0, bytes: 0, bytesLinked: 0 },
            causes: [],
            largest: []
        });
    });
    test('of each kind; a linked symlink is a symlink', () => {
        const settled = [
            { entry: dirOf('.'), how: 'made' },
            { entry: dirOf('lib'), how: 'made' },
            { entry: linkOf('l', 'lib'), how: 'made' },
            { entry: linkOf('m', 'lib'), how: 'linked', ino: 3n, fromSeries: 's' },
            { entry: fileOf('a', 'xxxx'), how: 'linked', ino: 4n },
            { entry: fileOf('b', 'yy'), how: 'copied', cause: 'content' },
            { entry: fileOf('c', 'z'), how: 'copied', cause: 'new' },
            { entry: fileOf('d', 'zzz'), how: 'copied', cause: 'new' },
            { entry: fileOf('e', ''), how: 'copied' }
        ];
        expect(tally(settled)).toEqual({
            ...{ files: 5, filesLinked: 1, filesCopied: 4, directories: 2, symlinks: 2, bytes: 10, bytesLinked: 4 },
            causes: [
                { cause: 'new', files: 3, bytes: 4 },
                { cause: 'content', files: 1, bytes: 2 }
            ],
            largest: [
                { path: 'd', bytes: 3, cause: 'new' },
                { path: 'b', bytes: 2, cause: 'content' },
                { path: 'c', bytes: 1, cause: 'new' },
                { path: 'e', bytes: 0, cause: 'new' }
            ]
        });
    });
    test('causes of equal bytes: more files first', () => {
        const settled = [
            { entry: fileOf('a', ''), how: 'copied', cause: 'mode' },
            { entry: fileOf('b', ''), how: 'copied', cause: 'owner' },
            { entry: fileOf('c', ''), how: 'copied', cause: 'owner' }
        ];
        expect(tally(settled).causes.map(({ cause }) => cause)).toEqual(['owner', 'mode']);
    });
    test('names the twenty largest', () => {
        const settled = Array.from({ length: 30 }, (_, at) => ({
            entry: fileOf(`f${at}`, 'x'.repeat(at)),
            how: 'copied',
            cause: 'new'
        }));
        expect(tally(settled).largest.map(({ bytes }) => bytes)).toEqual(Array.from({ length: 20 }, (_, at) => 29 - at));
    });
    test('adds up, whatever it counts', () => {
        const anySettled = fc.record({
            size: fc.nat(1000),
            how: fc.constantFrom('copied', 'linked'),
            cause: fc.constantFrom(...causes)
        });
        fc.assert(fc.property(fc.array(anySettled), list => {
            const of = tally(list.map(({ size, how, cause }, at) => ({ entry: fileOf(`${at}`, 'x', { size }), how, cause })));
            const sum = (key) => of.causes.reduce((total, cause) => total + cause[key], 0);
            expect(of.files).toBe(of.filesLinked + of.filesCopied);
            expect(sum('files')).toBe(of.filesCopied);
            expect(sum('bytes')).toBe(of.bytes - of.bytesLinked);
        }));
    });
});
