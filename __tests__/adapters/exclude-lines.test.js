// The `!` lines of `path` on a real disk: what each leaves out, by whatever way its path is reached, and which leave out nothing.
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ExcludeLines } from "../../src/adapters/exclude-lines.js";
import { realPath } from "../../src/adapters/real-path.js";
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
/** Both relative to the scratch directory. */
const linesOf = (path, root = '.', workspace = '.') => new ExcludeLines({
    root: realPath(join(scratch, root)),
    request: requestFor(join(scratch, workspace), { path })
});
const leavesOut = (line, path, root, workspace) => linesOf(['.', line], root, workspace).leavesOut(pathFromText(path));
it.each([
    ['a file', '!dist/a.js', 'dist/a.js', true],
    ['another file', '!dist/a.js', 'a.js', false],
    ['a pattern anywhere', '!**/*.map', 'x/y/z.map', true],
    ['a pattern anywhere, at the top', '!**/*.map', 'z.map', true],
    ['a pattern anywhere, in a dot directory', '!**/*.map', '.x/.y.map', true],
    ['a directory', '!dist/tmp', 'dist/tmp', true],
    ['a directory with a slash', '!dist/tmp/', 'dist/tmp', true],
    ['a pattern with a slash', '!dist/t*/', 'dist/tmp', true],
    ['a name, which means that of the workspace alone', '!tmp', 'dist/tmp', false],
    ['one star does not cross a slash', '!dist/*.js', 'dist/sub/a.js', false],
    ['dots', '!./x/../dist/./*.js', 'dist/a.js', true],
    ['a second exclamation mark is a name', '!!x*', '!xy', true],
    ['a second exclamation mark turns nothing round', '!!x*', 'dist/a.js', false],
    ['braces over a slash', '!{dist/a,b}.js', 'dist/a.js', true],
    ['a pattern that is not in the directory of its name', '!dist/*', 'distant/a', false],
    ['an escaped pattern', '!dist/\\[id\\]/*.js', 'dist/[id]/a.js', true]
])('%s', (_, line, path, expected) => {
    lay('dist/a.js');
    expect(leavesOut(line, path)).toBe(expected);
});
describe('what has that very name comes before a pattern', () => {
    it.each([
        ['[id].js', 'i.js'],
        ['{a,b}.js', 'a.js'],
        ['a*', 'ab'],
        ['f(1).js', 'f1.js'],
        ['a|b', 'a'],
        ['"q"', 'q']
    ])('%s', (name, other) => {
        lay(name, other);
        expect(leavesOut(`!${name}`, name)).toBe(true);
        expect(leavesOut(`!${name}`, other)).toBe(false);
    });
    it('and the pattern applies where there is none', () => {
        lay('i.js');
        expect(leavesOut('![id].js', 'i.js')).toBe(true);
    });
});
describe('in a workspace whose own name is a pattern', () => {
    it.each(['w (1) [x] {a,b}*', 'a|b "c" ^$+.', '!(no)', 'back\\slash', '@(x)'])('%s', name => {
        lay(`${name}/dist/a.map`);
        expect(leavesOut('!dist/*.map', 'a.map', `${name}/dist`, name)).toBe(true);
        expect(leavesOut(`!${scratch}/${name}/dist/a.map`, 'a.map', `${name}/dist`, name)).toBe(true);
    });
});
describe('a path that is reached through a symlink', () => {
    beforeEach(() => {
        lay('real/f', 'real/sub/g', 'real/sub/deep/h');
        symlinkSync('real', join(scratch, 'build'));
        symlinkSync('real/sub', join(scratch, 'within'));
        symlinkSync('nowhere', join(scratch, 'dangling'));
        symlinkSync('loop', join(scratch, 'loop'));
    });
    it.each([
        ['by a name', '!build/f', 'f', true],
        ['by a name that is not there yet', '!build/later', 'later', true],
        ['by a name two levels down of which nothing is there', '!build/later/on', 'later/on', true],
        ['by a pattern', '!build/*', 'f', true],
        ['by a pattern over levels', '!build/**/h', 'sub/deep/h', true],
        ['by a pattern below a directory that is not there yet', '!build/later/*', 'later/x', true],
        ['by its real name', '!real/f', 'f', true],
        ['by another symlink', '!within/g', 'sub/g', true],
        ['by another symlink and a pattern', '!within/**', 'sub/deep/h', true],
        ['not by one that leads nowhere', '!dangling/*', 'f', false],
        ['not by one that leads to itself', '!loop/*', 'f', false]
    ])('%s', (_, line, path, expected) => {
        expect(leavesOut(line, path, 'build')).toBe(expected);
    });
    it('of which only the link is left out when its name is given', () => {
        expect(leavesOut('!build', 'build')).toBe(true);
        expect(leavesOut('!build', 'real')).toBe(false);
    });
    it('below a workspace that lies behind one', () => {
        expect(leavesOut(`!${scratch}/build/sub/*`, 'sub/g', 'build', 'build')).toBe(true);
        expect(leavesOut(`!${scratch}/build/f`, 'f', 'build', 'build')).toBe(true);
        expect(leavesOut('!sub/*', 'sub/g', 'build', 'build')).toBe(true);
        expect(leavesOut('!f', 'f', 'build', 'build')).toBe(true);
    });
});
describe('lines that leave out nothing', () => {
    it('are those that matched no path', () => {
        const lines = linesOf(['dist', '!a', '!*.map', '!none', '!**/*.none']);
        for (const path of ['a', 'b.map', 'c'])
            lines.leavesOut(pathFromText(path));
        expect(lines.unused()).toEqual(['!none', '!**/*.none']);
    });
    it('are not those whose paths another line leaves out as well', () => {
        const lines = linesOf(['dist', '!tmp', '!tmp', '!t*', '!**/tmp']);
        expect(lines.leavesOut(pathFromText('tmp'))).toBe(true);
        expect(lines.unused()).toEqual([]);
    });
    it('are none without such lines', () => {
        const lines = linesOf(['dist']);
        expect(lines.leavesOut(pathFromText('dist'))).toBe(false);
        expect(lines.unused()).toEqual([]);
    });
});
