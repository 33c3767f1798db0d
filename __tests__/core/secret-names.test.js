// Which paths `exclude-secrets` leaves out, by our own matcher: always what rsync says by the same rules.
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSecretName } from "../../src/core/secret-names.js";
import { secretRules } from "../../src/core/secrets.js";
import { inScratch, listReal, makeTree } from "./rsync-listing.js";
describe('isSecretName', () => {
    test.each([
        ['.git', true, true],
        ['.git', false, false],
        ['sub/.git', true, true],
        ['x.git', true, false],
        ['.env', false, true],
        ['.env', true, true],
        ['a/.env.local', false, true],
        ['a/.env.example', false, false],
        ['.key', false, true],
        ['a.key\n', false, false],
        ['a\nb.key', false, true],
        ['jwt-public.key', false, false],
        ['.docker/config.json', false, true],
        ['x/.docker/config.json', false, true],
        ['x.docker/config.json', false, false],
        ['.docker/x/config.json', false, false],
        ['axenv', false, false],
        ['.', true, false]
    ])('%j, a directory: %s', (path, isDirectory, expected) => {
        expect(isSecretName(path, isDirectory)).toBe(expected);
    });
});
/** What rsync leaves out of a tree by these rules, with slashes behind directories. */
const hiddenBy = (names) => inScratch(scratch => {
    const root = join(scratch, 'source');
    makeTree(root, names);
    return new Set(listReal(root, { secretRules: secretRules() }).flatMap(item => item.kind === 'hidden' ? [`${item.path}${item.isDirectory ? '/' : ''}`] : []));
});
/** The same by our matcher: what lies below a directory that is left out is not asked about. */
function hiddenByUs(names) {
    const hidden = new Set();
    for (const name of names) {
        const parts = name.replace(/\/$/, '').split('/');
        for (let at = 1; at <= parts.length; at++) {
            const path = parts.slice(0, at).join('/');
            const isDirectory = at < parts.length || name.endsWith('/');
            if (!isSecretName(path, isDirectory))
                continue;
            hidden.add(isDirectory ? `${path}/` : path);
            break;
        }
    }
    return hidden;
}
/** Names made of the rules' own pieces, so that most nearly match. */
const pieces = secretRules().flatMap(rule => rule
    .slice(2)
    .split(/[/*]/)
    .filter(piece => piece !== ''));
const anyPart = fc
    .tuple(fc.constantFrom('', '', 'a', '.'), fc.constantFrom(...pieces), fc.constantFrom('', '', '', 'b', '.b'))
    .map(parts => parts.join(''))
    .filter(part => part !== '.' && part !== '..');
const anyName = fc
    .tuple(fc.array(anyPart, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '', '/'))
    .map(([parts, slash]) => parts.join('/') + slash);
test('every rule is one that the matcher understands', () => {
    for (const rule of secretRules())
        expect(rule).toMatch(/^[+-] [A-Za-z0-9._*/-]+$/);
    for (const rule of secretRules())
        expect(rule).not.toMatch(/\*\*|^[+-] \//);
});
test('it says what rsync says', () => {
    fc.assert(fc.property(fc.uniqueArray(anyName, { minLength: 40, maxLength: 120 }), all => {
        // No name may be a file and a directory.
        const directories = new Set(all.flatMap(name => ancestorsOf(name)));
        const names = all.filter(name => name.endsWith('/') || !directories.has(name));
        const files = new Set(names.filter(name => !name.endsWith('/')));
        const sound = names.filter(name => !ancestorsOf(name).some(above => files.has(above)));
        expect(hiddenByUs(sound)).toEqual(hiddenBy(sound));
    }), { numRuns: 25 });
});
/** `a/b/c`: `a`, `a/b`; of `a/b/` also itself. */
const ancestorsOf = (name) => {
    const parts = name.split('/').slice(0, -1);
    return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
};
