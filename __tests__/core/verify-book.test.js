// The book of a verification: one case for each damaged inode, with all its names; the worst first.
import { describe, expect, test } from '@jest/globals';
import { DamageBook, damageOf } from "../../src/core/verify-book.js";
import { isLost } from "../../src/core/verify-damage.js";
import { dirOf, fileOf } from "./entries.js";
const [old, middle, young] = ['2026-11-18T00-00-00Z', '2026-11-19T00-00-00Z', '2026-11-20T00-00-00Z'];
const place = (id, series = 's', device = '1') => ({ series, device, id });
const of = (kind, path, ino) => ({
    kind,
    path: path,
    why: kind,
    entry: fileOf(path, 'x'),
    ...(ino === undefined ? {} : { ino })
});
const told = (book) => book
    .cases()
    .map(({ kind, path, names }) => `${kind} ${path}: ${names.map(one => `${one.series}/${one.snapshot}/${one.path}`).join(' ')}`);
describe('a case', () => {
    test('is one inode, whatever names it has, the newest first', () => {
        const book = new DamageBook();
        book.add(place(middle), of('content', 'a', 5n));
        book.add(place(old), of('content', 'b', 5n));
        book.share(place(young), 5n, 'c');
        book.share(place(young), 5n, 'c');
        book.share(place(young), 6n, 'd');
        expect(told(book)).toEqual([`content a: s/${young}/c s/${middle}/a s/${old}/b`]);
    });
    test('is another one on another filesystem', () => {
        const book = new DamageBook();
        book.add(place(old), of('content', 'a', 5n));
        book.add(place(old, 't', '2'), of('content', 'a', 5n));
        book.share(place(young, 't', '2'), 5n, 'b');
        expect(told(book)).toEqual([`content a: s/${old}/a`, `content a: t/${young}/b t/${old}/a`]);
        expect(book.inodes('1')).toEqual(new Set([5n]));
        expect(book.inodes('3')).toEqual(new Set());
    });
    test('may be shared by several series, and is told of that in which it was found first', () => {
        const book = new DamageBook();
        book.add(place(old, 't'), of('content', 'a', 5n));
        book.share(place(young, 's'), 5n, 'a');
        expect(told(book)).toEqual([`content a: t/${old}/a s/${young}/a`]);
    });
    test('is one loss in several snapshots, but not in several series', () => {
        const book = new DamageBook();
        for (const id of [old, young])
            book.add(place(id), of('missing', 'a'));
        book.add(place(old, 't'), of('missing', 'a'));
        expect(told(book)).toEqual([`missing a: s/${young}/a s/${old}/a`, `missing a: t/${old}/a`]);
    });
    test('of a directory is not by inode, which it has anew in every snapshot', () => {
        const book = new DamageBook();
        const finding = { ...of('attributes', 'd', 5n), entry: dirOf('d') };
        book.add(place(old), finding);
        book.add(place(young), { ...finding, ino: 6n });
        expect(told(book)).toEqual([`attributes d: s/${young}/d s/${old}/d`]);
        expect(book.inodes('1')).toEqual(new Set());
    });
    test('of attributes is none beside damaged bytes', () => {
        const book = new DamageBook();
        for (const finding of [of('attributes', 'a', 5n), of('content', 'a', 5n), of('attributes', 'b', 6n)])
            book.add(place(old), finding);
        expect(told(book)).toEqual([`content a: s/${old}/a`, `attributes b: s/${old}/b`]);
        expect(book.inodes('1', isLost)).toEqual(new Set([5n]));
        expect(book.inodes('1')).toEqual(new Set([5n, 6n]));
    });
});
test('the worst comes first, and of one kind the paths are in order', () => {
    const book = new DamageBook();
    for (const [kind, path] of [
        ['attributes', 'a'],
        ['content', 'c'],
        ['content', 'b'],
        ['record', '.'],
        ['missing', 'x']
    ])
        book.add(place(old), of(kind, path));
    expect(book.cases().map(({ kind, path }) => `${kind} ${path}`)).toEqual([
        'record .',
        'content b',
        'content c',
        'missing x',
        'attributes a'
    ]);
});
test('what is told of a case is all that is known of it', () => {
    const book = new DamageBook();
    book.add(place(old), { kind: 'manifest', path: '.', why: 'gone' });
    book.add(place(old), { ...of('content', 'a', 5n), below: 2 });
    const names = (path) => [{ series: 's', snapshot: old, path }];
    expect(book.cases().map(damageOf)).toEqual([
        { kind: 'manifest', series: 's', path: '.', why: 'gone', names: names('.'), below: 0 },
        {
            kind: 'content',
            series: 's',
            path: 'a',
            why: 'content',
            names: names('a'),
            below: 2,
            size: 1,
            sha256: fileOf('a', 'x').sha256,
            inode: 5n
        }
    ]);
});
