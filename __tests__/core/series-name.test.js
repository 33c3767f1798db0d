// Which names may become a directory, and that every repository, job, matrix and ref gets one of its own.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { defaultSeriesName, validateSeriesName } from "../../src/core/series-name.js";
const name = (parts) => defaultSeriesName({ repository: 'acme/app', job: 'build', refName: 'main', ...parts });
describe('names that are allowed', () => {
    it.each([
        'a',
        'acme/app/build/main',
        'nightly builds/linux',
        'acme/app/build/feature%2Fx',
        'größe/日本語/🎉',
        'C:\\builds',
        '-n/--force',
        'a.b/c..d/e.',
        'Latest/latest-1',
        '2026-11-20',
        'x'.repeat(255),
        Array(4).fill('x'.repeat(255)).join('/')
    ])('%s', text => {
        expect(validateSeriesName(text)).toEqual({ ok: true, name: text });
    });
});
describe('names that are refused', () => {
    it.each([
        ['nothing', '', 'is empty'],
        ['an absolute path', '/a', 'starts with a slash'],
        ['a slash', '/', 'starts with a slash'],
        ['a trailing slash', 'a/', 'ends with a slash'],
        ['an empty part', 'a//b', 'two slashes in a row'],
        ['a way out', '../x', 'has a part ".."'],
        ['a way out inside', 'a/../../x', 'has a part ".."'],
        ['the volume itself', '.', 'has a part "."'],
        ['a hidden part', 'a/.snapshots', 'starts with a dot'],
        ['NUL', 'a\0b', 'control'],
        ['a newline', 'a\nb', 'control'],
        ['DEL', 'a\x7f', 'control'],
        ['a C1 control', 'a\x9bb', 'control'],
        ['a zero-width space', 'ma\u200bin', 'invisible'],
        ['a word joiner', 'ma\u2060in', 'invisible'],
        ['right-to-left override', 'a\u202egpj', 'reordering'],
        ['a variation selector', 'main\ufe0f', 'invisible'],
        ['a line separator', 'a\u2028b', 'control'],
        ['half a surrogate pair', 'a\ud83d', 'control'],
        ['bytes that were not UTF-8', 'a\ufffd', 'control'],
        ['only spaces', 'a/  /b', 'begins or ends with a space'],
        ['a leading space', ' a', 'begins or ends with a space'],
        ['a trailing no-break space', 'a\u00a0', 'begins or ends with a space'],
        ['latest', 'a/latest', 'the link to the newest snapshot'],
        ['a snapshot id', 'a/2026-11-20T08-49-01Z', 'the id of a snapshot'],
        ['a snapshot id after a collision', '2026-11-20T08-49-01Z-2/a', 'the id of a snapshot'],
        ['a part over 255 bytes', `a/${'x'.repeat(256)}`, '256 bytes'],
        ['a part over 255 bytes in fewer characters', 'ä'.repeat(128), '256 bytes'],
        ['a name over 1024 bytes', 'abc/'.repeat(256) + 'x', '1025 bytes']
    ])('%s', (_, text, why) => {
        expect(validateSeriesName(text)).toEqual({ ok: false, why: expect.stringContaining(why) });
    });
});
describe('default names', () => {
    it.each([
        ['without a matrix', {}, 'acme/app/build/main'],
        ['a null matrix', { matrix: null }, 'acme/app/build/main'],
        ['an empty matrix', { matrix: {} }, 'acme/app/build/main'],
        ['a matrix', { matrix: { os: 'linux', node: 20 } }, 'acme/app/build/linux,20/main'],
        ['its own key order', { matrix: { node: 20, os: 'linux' } }, 'acme/app/build/20,linux/main'],
        ['booleans and null', { matrix: { a: true, b: null } }, 'acme/app/build/true,null/main'],
        ['a comma in a value', { matrix: { a: 'x,y', b: 'z' } }, 'acme/app/build/x%2Cy,z/main'],
        ['an encoded comma in a value', { matrix: { a: 'x%2Cy' } }, 'acme/app/build/x%252Cy/main'],
        ['a slash in a value', { matrix: { a: 'x/y' } }, 'acme/app/build/x%2Fy/main'],
        ['an object in the matrix', { matrix: { a: { b: 1, c: '/' } } }, 'acme/app/build/{"b":1%2C"c":"%2F"}/main'],
        ['a list in the matrix', { matrix: { a: [1, 2] } }, 'acme/app/build/[1%2C2]/main'],
        ['one empty value', { matrix: { a: '' } }, 'acme/app/build/""/main'],
        ['an empty value among others', { matrix: { a: 'x', b: '' } }, 'acme/app/build/x,""/main'],
        ['a branch with a slash', { refName: 'feature/x' }, 'acme/app/build/feature%2Fx'],
        ['a branch with a percent sign', { refName: 'feature%2Fx' }, 'acme/app/build/feature%252Fx'],
        ['a pull request', { refName: '12/merge' }, 'acme/app/build/12%2Fmerge'],
        ['a hidden repository', { repository: 'acme/.github' }, 'acme/%2Egithub/build/main'],
        ['a way out', { refName: '..' }, 'acme/app/build/%2E.'],
        ['a longer way out', { refName: '../../x' }, 'acme/app/build/%2E.%2F..%2Fx'],
        ['a control character', { refName: 'a\nb' }, 'acme/app/build/a%0Ab'],
        ['a reordering character', { refName: 'a\u202eb' }, 'acme/app/build/a%E2%80%AEb'],
        ['spaces around', { refName: ' a b\u00a0' }, 'acme/app/build/%20a b%C2%A0'],
        ['only a space', { refName: ' ' }, 'acme/app/build/%20'],
        ['latest', { refName: 'latest' }, 'acme/app/build/%6Catest'],
        ['a snapshot id', { refName: '2026-11-20T08-49-01Z' }, 'acme/app/build/%32026-11-20T08-49-01Z'],
        ['letters of any script', { refName: 'größe-日本' }, 'acme/app/build/größe-日本']
    ])('%s', (_, parts, expected) => {
        expect(name(parts)).toBe(expected);
    });
    it.each([
        ['many slashes', 'a/'.repeat(120)],
        ['many letters of three bytes', '日'.repeat(100)],
        ['many letters of four bytes', `a${'🎉'.repeat(80)}`],
        ['many letters', 'x'.repeat(256)]
    ])('a ref that is too long for a directory is shortened: %s', (_, refName) => {
        const short = name({ refName });
        expect(short).toMatch(/%~[0-9a-f]{32}$/);
        expect(validateSeriesName(short)).toMatchObject({ ok: true });
        expect(name({ refName: `${refName}y` })).not.toBe(short);
        // a branch that is called like the shortened one does not get its series
        expect(name({ refName: short.slice('acme/app/build/'.length) })).not.toBe(short);
    });
    const ref = fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }), fc.string({ unit: fc.constantFrom('.', '/', '%', '2', 'F', ' ', 'é', '\u202e', '~'), minLength: 1, maxLength: 90 }));
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', ',', '%2C', '/'), fc.jsonValue());
    it('are always valid', () => {
        fc.assert(fc.property(ref, fc.dictionary(fc.string(), value), (refName, matrix) => {
            expect(validateSeriesName(name({ refName, matrix }))).toMatchObject({ ok: true });
        }));
    });
    it('differ when refs differ', () => {
        fc.assert(fc.property(ref, ref, (a, b) => {
            expect(name({ refName: a }) === name({ refName: b })).toBe(a === b);
        }));
    });
    it('differ when the texts of a matrix differ', () => {
        // `""` is how an empty text is written
        const text = fc.oneof(ref, fc.constantFrom('', ',', '%2C', 'a,b')).filter(one => one !== '""');
        const legs = fc.array(fc.tuple(text, text), { minLength: 2, maxLength: 2 });
        fc.assert(fc.property(legs, ([a, b]) => {
            expect(name({ matrix: a }) === name({ matrix: b })).toBe(JSON.stringify(a) === JSON.stringify(b));
        }));
    });
});
