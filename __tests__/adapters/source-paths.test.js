// The lines of `path` on a real disk: what each becomes, and which are refused, before anything is listed.
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { resolveSource } from "../../src/adapters/source-paths.js";
import { pathFromText } from "../../src/core/byte-path.js";
import { scratchWith } from "../support/adapter-parts.js";
import { requestFor } from "../support/source-request.js";
let scratch = '';
beforeEach(() => {
    scratch = scratchWith();
});
afterEach(() => {
    rmSync(scratch, { recursive: true });
});
const lay = (...paths) => {
    for (const path of paths) {
        mkdirSync(join(scratch, dirname(path)), { recursive: true });
        writeFileSync(join(scratch, path), '');
    }
};
/** The runner's temporary directory, which none of these sources holds. */
const temp = pathFromText('/nowhere/temp');
const resolved = (path, more = {}) => resolveSource(requestFor(scratch, { path, ...more }), temp);
const itemsOf = (...path) => resolved(path).items ?? ['(whole)'];
describe('one directory', () => {
    it.each([
        ['relative', 'dist'],
        ['with a slash at its end', 'dist/'],
        ['with dots', './x/../dist/.'],
        ['with spaces at both ends', ' dist '],
        ['not ASCII', 'größe'],
        ['named like a pattern', 'a[b]*{c,d}'],
        ['named like an option', '--delete']
    ])('is taken whole: %s', (_, line) => {
        lay(`x/f`, `${line.replace('./x/../dist/.', 'dist').replace(/\/$/, '')}/file`);
        const place = pathFromText(join(scratch, line).replace(/\/$/, ''));
        expect(resolved([line])).toMatchObject({ root: place, places: [place], missing: [] });
        expect(resolved([line])).not.toHaveProperty('items');
    });
    it('may be absolute, and a symlink to one is entered', () => {
        lay('dist/file');
        symlinkSync('dist', join(scratch, 'link'));
        expect(resolved([join(scratch, 'dist')]).root).toBe(join(scratch, 'dist'));
        expect(resolved(['link']).root).toBe(join(scratch, 'dist'));
    });
    it('with `!` lines beside it is still whole', () => {
        lay('dist/file');
        expect(resolved(['!**/*.map', 'dist', '!dist/tmp'])).toMatchObject({ root: join(scratch, 'dist'), missing: [] });
    });
});
describe('several lines', () => {
    it('are kept relative to the root, each once, in order', () => {
        lay('b/one', 'a/two', 'c');
        expect(itemsOf('c', 'b', 'a', './b', 'b/../c', join(scratch, 'a'))).toEqual(['a', 'b', 'c']);
        expect(resolved(['a', 'c']).places).toEqual([join(scratch, 'a'), join(scratch, 'c')]);
    });
    it('relative to another root', () => {
        lay('out/a/one', 'out/b');
        expect(resolved(['out/a', 'out/b'], { root: join(scratch, 'out') }).items).toEqual(['a', 'b']);
        expect(resolved(['out', 'out/b'], { root: join(scratch, 'out') }).items).toEqual(['.', 'b']);
    });
    it('take a file, a symlink to one as itself, a dangling one, and one to itself', () => {
        lay('file');
        symlinkSync('file', join(scratch, 'link'));
        symlinkSync('nowhere', join(scratch, 'dangling'));
        symlinkSync('loop', join(scratch, 'loop'));
        expect(itemsOf('file')).toEqual(['file']);
        expect(itemsOf('loop')).toEqual(['loop']);
        expect(itemsOf('link', 'dangling', 'loop')).toEqual(['dangling', 'link', 'loop']);
    });
    it('name what is missing', () => {
        lay('a');
        expect(resolved(['a', 'b', 'c/*.js', ' a', '!d'])).toMatchObject({ items: ['a'], missing: ['b', 'c/*.js', ' a'] });
    });
    it('keep their spaces', () => {
        lay(' lead', 'trail ', 'x');
        expect(itemsOf(' lead', 'trail ', 'x')).toEqual([' lead', 'trail ', 'x']);
    });
});
describe('what is refused', () => {
    it.each([['/'], ['/.'], ['//'], ['../../../../../../../../../..']])('the root of the system: %s', line => {
        expect(() => resolved([line])).toThrow(/is the root of the whole system/);
        expect(() => resolved([line, 'x'], { root: '/' })).toThrow(/is the root of the whole system/);
    });
    it('a symlink to it', () => {
        symlinkSync('/', join(scratch, 'link'));
        expect(() => resolved(['link'])).toThrow(/is the root of the whole system/);
    });
    it.each([['../sibling'], ['/etc/hostname']])('a path outside of the root: %s', line => {
        lay('in/x', 'sibling');
        expect(() => resolveSource(requestFor(join(scratch, 'in'), { path: ['x', line] }), temp)).toThrow(/lies outside the root/);
    });
    it('a symlink to a directory among several paths, which would be kept without what is in there', () => {
        lay('real/sub/file', 'x');
        symlinkSync('real/sub', join(scratch, 'link'));
        for (const lines of [
            ['link', 'x'],
            ['link/', 'x'],
            ['x', join(scratch, 'link')],
            ['l*', './link']
        ]) {
            expect(() => resolved(lines)).toThrow(`The path "${scratch}/link" is a symlink to a directory; among several paths it would be stored as a symlink, without what is in the directory. Write the directory itself: "${scratch}/real/sub".`);
        }
    });
    it('a path behind a symlink, with the path to give instead', () => {
        lay('real/sub/file');
        symlinkSync('real', join(scratch, 'link'));
        expect(() => resolved(['link/sub', 'real'])).toThrow(`give the path with symlinks resolved ("${scratch}/real")`);
        expect(() => resolved(['link/sub/file'])).toThrow(/lies behind a symlink/);
    });
    it('a root that is no directory', () => {
        lay('file', 'x');
        expect(() => resolved(['x', 'file'], { root: join(scratch, 'file') })).toThrow(/The root ".*file" is not a directory/);
    });
    it('a directory below one whose name is not UTF-8', () => {
        const odd = Buffer.concat([Buffer.from(`${scratch}/`), Buffer.from([0xff])]);
        mkdirSync(odd);
        symlinkSync(odd, join(scratch, 'link'));
        expect(() => resolved(['link'])).toThrow(/name is not UTF-8/);
    });
});
describe('a root that is itself behind a symlink', () => {
    it('keeps what lies in it', () => {
        lay('real/a', 'real/b');
        symlinkSync('real', join(scratch, 'work'));
        const source = resolveSource(requestFor(join(scratch, 'work'), { path: ['a', 'b'] }), temp);
        expect(source).toMatchObject({ root: join(scratch, 'real'), items: ['a', 'b'] });
        expect(resolveSource(requestFor(join(scratch, 'work'), { path: ['.', 'b'] }), temp)).toMatchObject({
            items: ['.', 'b'],
            places: [join(scratch, 'real'), join(scratch, 'real/b')]
        });
    });
});
