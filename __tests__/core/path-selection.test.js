// What the lines of `paths` mean in a tree: names before patterns, directories with all below, `!` above everything.
import { describe, expect, test } from '@jest/globals';
import { pathFromText } from "../../src/core/byte-path.js";
import { PathSelection, selectEntries } from "../../src/core/path-selection.js";
import { dirOf, fileOf, linkOf } from "./entries.js";
/** Directories end in a slash, symlinks in an `@`; every parent is named. */
const treeOf = (...names) => ['./', ...names].map(name => {
    const path = pathFromText(name.replace(/[/@]$/, ''));
    if (name.endsWith('/'))
        return dirOf(path);
    return name.endsWith('@') ? linkOf(path, 'x') : fileOf(path, name);
});
const tree = treeOf('a.js', 'b.ts', 'lib/', 'lib/a.js', 'lib/sub/', 'lib/sub/c.js', 'lib/sub/.d', 'out/', 'out/e@');
function select(lines, entries = tree) {
    const selected = selectEntries(entries, selectionOf(lines, entries));
    const shown = (list) => list.map(({ path }) => path).join(' ');
    return { entries: shown(selected.entries), parents: shown(selected.parents) };
}
const selectionOf = (lines, entries) => new PathSelection(lines, path => entries.some(entry => entry.path === path));
const whole = tree.map(({ path }) => path).join(' ');
const butTop = whole.slice('. '.length);
describe('lines select', () => {
    test.each([
        [[], whole, ''],
        [['.'], whole, ''],
        [['./'], whole, ''],
        [['**'], butTop, '.'],
        [['*'], butTop, '.'],
        [['a.js'], 'a.js', '.'],
        [['./a.js'], 'a.js', '.'],
        [['lib//sub/../a.js'], 'lib/a.js', '. lib'],
        [['*.js'], 'a.js', '.'],
        [['**/*.js'], 'a.js lib/a.js lib/sub/c.js', '. lib lib/sub'],
        [['lib'], 'lib lib/a.js lib/sub lib/sub/c.js lib/sub/.d', '.'],
        [['lib/'], 'lib lib/a.js lib/sub lib/sub/c.js lib/sub/.d', '.'],
        [['a.js/'], '', ''],
        [['*/'], 'lib lib/a.js lib/sub lib/sub/c.js lib/sub/.d out out/e', '.'],
        [['lib/*'], 'lib/a.js lib/sub lib/sub/c.js lib/sub/.d', '. lib'],
        [['lib/**'], 'lib lib/a.js lib/sub lib/sub/c.js lib/sub/.d', '.'],
        [['**/.*'], 'lib/sub/.d', '. lib lib/sub'],
        [['out/e'], 'out/e', '. out'],
        [['{a,b}.*'], 'a.js b.ts', '.'],
        [['lib', '!lib/sub'], 'lib lib/a.js', '.'],
        [['!lib/sub', 'lib'], 'lib lib/a.js', '.'],
        [['lib', '!**/*.js'], 'lib lib/sub lib/sub/.d', '.'],
        [['.', '!lib/', '!*.ts'], '. a.js out out/e', ''],
        [['lib', '!lib'], '', ''],
        [['lib/sub/c.js', '!lib'], '', ''],
        [['**', '!.'], '', '']
    ])('%j: %j, on the way %j', (lines, entries, parents) => {
        expect(select(lines)).toEqual({ entries, parents });
    });
    test('what has this very name is no pattern', () => {
        const odd = treeOf('[id].js', 'd.js', 'i.js', 'x{1,2}', 'x1');
        expect(select(['[id].js'], odd).entries).toBe('[id].js');
        expect(select(['[di].js'], odd).entries).toBe('d.js i.js');
        expect(select(['x{1,2}'], odd).entries).toBe('x{1,2}');
    });
    test('names are bytes, and a pattern takes also those that are no text', () => {
        const bytes = ['.', '\xff.js', '\xc3\xbc.js'].map(path => (path === '.' ? dirOf(path) : fileOf(path, 'x')));
        expect(select(['ü.js'], bytes).entries).toBe('\xc3\xbc.js');
        expect(select(['*.js'], bytes).entries).toBe('\xff.js \xc3\xbc.js');
    });
    test('a line that begins with a bracket or has an exclamation mark in it is a line like any other', () => {
        const odd = treeOf('a!b', '(x)');
        expect(select(['a!b'], odd).entries).toBe('a!b');
        expect(select(['(x)'], odd).entries).toBe('(x)');
    });
});
describe('lines that matched nothing', () => {
    test.each([
        [['lib', 'none', '*.css', '!*.map', '!lib/sub'], ['none', '*.css'], ['!*.map']],
        // Each counts although another one was first.
        [['lib', 'lib/a.js', '**/c.js'], [], []],
        [['.', '!lib', '!lib/sub', '!**/a.js'], [], []],
        [['a.js/'], ['a.js/'], []]
    ])('of %j: %j, %j', (lines, meant, leftOut) => {
        const selection = selectionOf(lines, tree);
        selectEntries(tree, selection);
        // What is below something that is left out is asked about as well.
        expect(selection.unused()).toEqual({ meant, leftOut });
    });
});
describe('standing', () => {
    test('goes on below, but for what is left out', () => {
        const selection = selectionOf(['lib', '!tmp', '!**/tmp'], tree);
        const at = (path) => path;
        expect(selection.standing(at('lib'), true, 'out')).toBe('in');
        expect(selection.standing(at('lib/x'), false, 'in')).toBe('in');
        expect(selection.standing(at('lib/tmp'), true, 'in')).toBe('left-out');
        expect(selection.standing(at('lib/tmp/x'), false, 'left-out')).toBe('left-out');
        expect(selection.standing(at('other'), true, 'out')).toBe('out');
        expect(selection.standing(at('tmp'), true, 'out')).toBe('left-out');
    });
    test('is in for everything where there are no lines', () => {
        const selection = selectionOf([], tree);
        expect(selection.isWhole).toBe(true);
        expect(selection.standing('x', false, 'out')).toBe('in');
        expect(selection.unused()).toEqual({ meant: [], leftOut: [] });
    });
});
