// What is removed from a target, for any target: all that is not meant to be there, and never what somebody may need.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parentPath } from "../../src/core/byte-path.js";
import { PathSelection } from "../../src/core/path-selection.js";
import { planClean } from "../../src/core/restore-clean.js";
import { isSecretName } from "../../src/core/secret-names.js";
import { dirOf, fileOf, path } from "./entries.js";
/** Directories end in a slash; parents need not be named. */
const withParents = (names) => {
    const found = new Map([['.', true]]);
    for (const name of names) {
        const parts = name.replace(/\/$/, '').split('/');
        parts.forEach((_, index) => {
            const one = parts.slice(0, index + 1).join('/');
            found.set(one, found.get(one) === true || index + 1 < parts.length || name.endsWith('/'));
        });
    }
    return found;
};
const snapshotOf = (names) => new Map([...withParents(names)].map(([name, isDirectory]) => [path(name), isDirectory ? dirOf(name) : fileOf(name, 'x')]));
/** Answers what it is asked of a target with these names. */
function plan(target, question) {
    const there = withParents(target);
    const displaced = [...question.snapshot.values()]
        .filter(({ path, type }) => type !== 'dir' && there.get(path) === true)
        .map(({ path }) => path);
    const selection = new PathSelection([], () => false);
    const planning = planClean({ selection, clean: true, displaced, ...question });
    let step = planning.next();
    while (step.done !== true) {
        step = planning.next(step.value.map(directory => there.get(directory) === true
            ? [...there.keys()].flatMap(name => name !== '.' && parentPath(path(name)) === directory ? [path(name.slice(name.lastIndexOf('/') + 1))] : [])
            : undefined));
    }
    return step.value;
}
const shown = ({ removals, displaced, blocked, spared }) => [
    removals.map(one => `${one.path}(${one.files})`),
    displaced.map(one => `${one.path}(${one.files})`),
    blocked,
    spared
].map(list => list.join(' '));
describe('it removes', () => {
    test.each([
        ['nothing where all is as it should be', ['a', 'd/b'], ['a', 'd/b'], ['', '', '', '']],
        [
            'files and whole directories',
            ['a', 'd/b'],
            ['a', 'x', 'd/b', 'd/y', 'e/f/g', 'e/h'],
            ['d/y(1) e(2) x(1)', '', '', '']
        ],
        ['empty directories', ['a'], ['a', 'e/f/'], ['e(0)', '', '', '']],
        ['nothing below a file of the snapshot', ['a'], ['a'], ['', '', '', '']],
        [
            'no secret, and no directory that holds one',
            ['a'],
            ['.git/x', 'e/.env', 'e/f/g', 'k.pem'],
            ['e/f(1) k.pem(1)', '', '', '.git e/.env']
        ],
        ['a directory of an ordinary name with harmless files', ['a'], ['e/.env.example'], ['e(1)', '', '', '']],
        [
            'not what a restore writes aside',
            ['a'],
            ['.snapshot-restore/000001', 'd/.snapshot-restore'],
            ['d(1)', '', '', '']
        ],
        ['what is in the way', ['a', 'b'], ['a/', 'b/c', 'b/d/e'], ['', 'a(0) b(2)', '', '']],
        ['not what is in the way and holds a secret', ['a', 'b'], ['a/x', 'b/c', 'b/.env'], ['', 'a(1)', 'b', 'b/.env']]
    ])('%s', (_, snapshot, target, expected) => {
        expect(shown(plan(target, { snapshot: snapshotOf(snapshot) }))).toEqual(expected);
    });
    test('without `clean` only empty directories that are in the way', () => {
        const snapshot = snapshotOf(['a', 'b']);
        expect(shown(plan(['a/', 'b/c', 'x'], { snapshot, clean: false }))).toEqual(['', 'a(0)', 'b', '']);
    });
    test('a directory in the way that is none any more', () => {
        const snapshot = snapshotOf(['a']);
        expect(shown(plan(['x'], { snapshot, displaced: [path('a')] }))).toEqual(['x(1)', 'a(0)', '', '']);
        expect(shown(plan(['x'], { snapshot, displaced: [path('a')], clean: false }))).toEqual(['', 'a(0)', '', '']);
    });
    test.each([
        [['d'], 'd/x(1)'],
        [['*.js'], 'o.js(1)'],
        [['**/*.js'], 'd/o.js(1) e/o.js(1) o.js(1)'],
        [['e/'], 'e(2)'],
        [['.', '!e'], 'd/o.js(1) d/x(1) o.js(1)'],
        [['.', '!**/o.js'], 'd/x(1) e/y(1)']
    ])('with `paths` only what these cover: %j', (lines, expected) => {
        const snapshot = snapshotOf(['d/b']);
        const selection = new PathSelection(lines, one => snapshot.has(one));
        const isShortened = lines[0] === 'd';
        const target = ['d/b', 'd/x', 'o.js', ...(isShortened ? [] : ['d/o.js', 'e/o.js', 'e/y'])];
        expect(shown(plan(target, { snapshot, selection }))[0]).toBe(expected);
    });
});
const anyName = fc
    .array(fc.constantFrom('a', 'b', 'c', '.git', '.env', 'x.key'), { minLength: 1, maxLength: 4 })
    .map(parts => parts.join('/'));
const anyNames = fc.array(anyName, { maxLength: 12 });
describe('for any snapshot and target', () => {
    const below = (one, roots) => roots.some(root => one === root || one.startsWith(`${root}/`));
    test('what is left is the snapshot, secrets, and the directories on the way to these', () => {
        fc.assert(fc.property(anyNames, anyNames, (stored, target) => {
            const snapshot = snapshotOf(stored);
            const { removals, displaced, blocked, spared } = plan(target, { snapshot });
            const gone = [...removals, ...displaced].map(one => one.path);
            const there = withParents(target);
            for (const [name, isDirectory] of there) {
                const entry = snapshot.get(path(name));
                const isOfSnapshot = entry !== undefined && (entry.type === 'dir' || !isDirectory);
                const leadsToSpared = spared.some(one => below(one, [name]) || below(name, [one]));
                if (below(name, gone)) {
                    expect(isOfSnapshot).toBe(false);
                    expect(leadsToSpared).toBe(false);
                }
                else
                    expect(isOfSnapshot || leadsToSpared || below(name, blocked)).toBe(true);
            }
            for (const one of spared)
                expect(isSecretName(one, there.get(one) === true)).toBe(true);
            const files = [...there].filter(([name, isDirectory]) => !isDirectory && below(name, gone)).length;
            expect([...removals, ...displaced].reduce((sum, one) => sum + one.files, 0)).toBe(files);
        }));
    });
    test('no root lies in another, and all are in order', () => {
        fc.assert(fc.property(anyNames, anyNames, (stored, target) => {
            const roots = plan(target, { snapshot: snapshotOf(stored) }).removals.map(one => one.path);
            expect(roots).toEqual([...new Set(roots)].sort());
            for (const root of roots)
                expect(below(parentPath(root), roots)).toBe(false);
        }));
    });
});
