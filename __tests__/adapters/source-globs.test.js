// The patterns of `path` on a real disk: what they find, what they must not miss, and what they cost.
import { mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { resolveSource } from "../../src/adapters/source-paths.js";
import { joinPath, pathFromBytes, pathFromText } from "../../src/core/byte-path.js";
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
describe('globs', () => {
    it.each([
        ['a star, dot files too', 'dist/*', ['dist/.hidden', 'dist/a.js', 'dist/sub']],
        ['two stars', 'dist/**/*.js', ['dist/a.js', 'dist/sub/.dot/c.js', 'dist/sub/b.js']],
        ['braces', 'dist/{a,x}.js', ['dist/a.js']],
        ['a set', 'dist/[ab].js', ['dist/a.js']],
        ['directories', 'dist/s*/', ['dist/sub']],
        ['a question mark', 'dist/?.js', ['dist/a.js']]
    ])('%s', (_, line, expected) => {
        lay('dist/a.js', 'dist/.hidden', 'dist/sub/b.js', 'dist/sub/.dot/c.js', 'other.js');
        expect(itemsOf(line)).toEqual(expected);
    });
    it('are tried only when nothing has that very name', () => {
        lay('[id].js', 'i.js', 'd.js');
        expect(itemsOf('[id].js')).toEqual(['[id].js']);
        rmSync(join(scratch, '[id].js'));
        expect(itemsOf('[id].js')).toEqual(['d.js', 'i.js']);
    });
    it('do not go through symlinks, and keep one that matches as itself, in its own place', () => {
        lay('real/file.js');
        symlinkSync('real', join(scratch, 'link'));
        expect(itemsOf('**/*.js')).toEqual(['real/file.js']);
        expect(resolved(['l*', 'real'])).toMatchObject({
            items: ['link', 'real'],
            places: [join(scratch, 'link'), join(scratch, 'real')]
        });
    });
    it.each([
        ['below a directory with parentheses', 'out (1)/*.js', ['out (1)/!a.js']],
        ['with an exclamation mark in front', 'out/!*.js', ['out/!a.js']],
        ['with all but', 'out/!(b).js', ['out/!a.js']],
        ['with braces over a slash', '{out/b,x}.js', ['out/b.js', 'x.js']],
        ['with several levels', '*/s*/?.js', ['out/sub/c.js']],
        ['of directories alone', '*/*/', ['out/sub']],
        ['of everything', 'out/**', ['out/!a.js', 'out/b.js', 'out/sub']],
        ['of everything below several', 'o*/**', ['out (1)/!a.js', 'out/!a.js', 'out/b.js', 'out/sub']],
        ['below what is not there', 'none/*', []],
        ['below a file', 'x.js/*', []],
        ['below a symlink to itself', 'loop/*', []],
        ['of another character than one, which is no slash', 'out[!x]b.js', []]
    ])('%s', (_, line, expected) => {
        lay('out (1)/!a.js', 'out/!a.js', 'out/b.js', 'out/sub/c.js', 'x.js');
        symlinkSync('loop', join(scratch, 'loop'));
        expect(itemsOf(line)).toEqual(expected);
    });
    it('take symlinks as themselves, whatever they lead to', () => {
        lay('lib/libx.so.1', 'real/f');
        symlinkSync('libx.so.1', join(scratch, 'lib/libx.so'));
        symlinkSync('../real', join(scratch, 'lib/dir'));
        symlinkSync('nowhere', join(scratch, 'lib/dangling'));
        expect(itemsOf('lib/*')).toEqual(['lib/dangling', 'lib/dir', 'lib/libx.so', 'lib/libx.so.1']);
        expect(itemsOf('**/*.so')).toEqual(['lib/libx.so']);
    });
    it('resolve each directory once, however many files of it match', () => {
        lay(...Array.from({ length: 200 }, (_, index) => `dist/${index}.js`), 'dist/sub/a.js');
        const calls = jest.spyOn(realpathSync, 'native');
        expect(itemsOf('dist/**/*.js')).toHaveLength(201);
        expect(calls.mock.calls.length).toBeLessThan(10);
        calls.mockRestore();
    });
    it('refuse a match whose name is not UTF-8, which would come out as another name', () => {
        mkdirSync(join(scratch, 'dist'));
        writeFileSync(Buffer.concat([Buffer.from(`${scratch}/dist/`), Buffer.from([0xff])]), '');
        expect(() => resolved(['dist/*'])).toThrow('matches a name that is not UTF-8');
        expect(itemsOf('dist')).toEqual(['(whole)']);
    });
});
describe("the runner's temporary directory", () => {
    const at = (path, more = {}) => resolveSource(requestFor(scratch, { path, ...more }), pathFromText(join(scratch, 'work/_temp')));
    beforeEach(() => {
        lay('work/_temp/out/a.js', 'work/_temp/b.js', 'work/repo/c.js');
    });
    it.each([
        ['that holds it', ['.'], 'work/_temp'],
        ['right above it', ['work'], '_temp'],
        ['beside it', ['work/repo'], undefined],
        ['in it', ['work/_temp/out'], undefined]
    ])('one directory %s', (_, path, expected) => {
        expect(at(path).runnerTemp).toBe(expected);
    });
    it.each([
        ['that hold it', ['work', 'work/repo'], ['work', 'work/repo'], 'work/_temp'],
        ['beside it', ['work/repo', 'work/repo/c.js'], ['work/repo', 'work/repo/c.js'], undefined],
        ['in it', ['work/_temp/out', 'work/repo'], ['work/_temp/out', 'work/repo'], undefined],
        ['in it, by wildcards below a name', ['work/_temp/*.js', 'work/repo'], ['work/_temp/b.js', 'work/repo'], undefined],
        ['that hold it and name what is in it', ['work', 'work/_temp/out'], ['work', 'work/_temp/out'], 'work/_temp'],
        ['of which wildcards find it', ['work/*'], ['work/repo'], 'work/_temp'],
        ['of which wildcards find what is in it', ['**/*.js'], ['work/repo/c.js'], 'work/_temp']
    ])('several paths %s', (_, path, items, expected) => {
        const source = at(path);
        expect([source.items, source.runnerTemp]).toEqual([items, expected]);
        expect(source.missing).toEqual([]);
    });
    it.each([[['work/_temp']], [['work/_temp', 'work/repo']], [['link']], [['work/*', 'work/_temp/']]])('is refused by its own name: %j', path => {
        symlinkSync('work/_temp', join(scratch, 'link'));
        expect(() => at(path)).toThrow(/is the runner's temporary directory, which is always left out/);
    });
    it('is refused below a directory whose name cannot be given to rsync', () => {
        const odd = pathFromBytes(Buffer.concat([Buffer.from(`${scratch}/`), Buffer.from([0xff])]));
        expect(() => resolveSource(requestFor(scratch), joinPath(odd, '_temp'))).toThrow(/temporary directory .* lies in the source, in a directory whose own name is not UTF-8/);
    });
});
