// Which series a name with wildcards means: what it matches is pruned, so a near miss must stay one.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import picomatch from 'picomatch';
import { hasWildcards, matchSeries } from "../../src/core/series-glob.js";
describe('a pattern', () => {
    it.each([
        ['a star is within one part', 'acme/*', ['acme/a', 'acme/a.b', 'acme/%2Fx'], ['acme', 'acme/a/b', 'acm/a']],
        ['a star may be nothing', 'acme/a*b*', ['acme/ab', 'acme/axbx'], ['acme/a', 'acme/ax/b']],
        ['two stars are what lies below', 'acme/**', ['acme/a', 'acme/a/b/c'], ['acme', 'acmes/a', 'x/acme/a']],
        ['two stars alone are everything', '**', ['a', 'a/b/c'], []],
        ['two stars in front may be nothing', '**/main', ['main', 'a/main', 'a/b/main'], ['a/xmain', 'main/a', 'domain']],
        ['two stars in the middle may be nothing', 'a/**/z', ['a/z', 'a/b/z', 'a/b/c/z'], ['az', 'a/bz', 'a/z/b']],
        ['two stars beside something else are one', 'a/b**', ['a/b', 'a/bcd'], ['a/b/c', 'a/bc/d']],
        ['three stars are one', 'a/***', ['a/b'], ['a/b/c']],
        ['a question mark is one character', 'a/?', ['a/b', 'a/é', 'a/🎉'], ['a', 'a/', 'a/bc', 'a//']],
        ['a set', 'a/[bd-f]', ['a/b', 'a/d', 'a/e', 'a/f'], ['a/c', 'a/g', 'a/-', 'a/bd']],
        ['what is not in a set', 'a/[!b-d]', ['a/a', 'a/e', 'a/!'], ['a/b', 'a/c', 'a//', 'a/']],
        ['a set of what is special', 'a/[]*?^!-]', ['a/]', 'a/*', 'a/?', 'a/^', 'a/!', 'a/-'], ['a/x', 'a/\\']],
        ['a set of what is not in the basic plane', '[🎉-🎋]', ['🎉', '🎊'], ['🎌', '\ud83c']],
        ['a range that ends before it begins', '[d-b]', ['d', '-', 'b'], ['c']],
        ['a range over planes', '[🎉-\uff5e]', ['🎉', '-', '\uff5e'], ['\uffee', '🎊']],
        ['a choice', 'a/{b,c}/x', ['a/b/x', 'a/c/x'], ['a/d/x', 'a/b,c/x', 'a/{b,c}/x']],
        ['a choice over parts', '{a/b,c}/x', ['a/b/x', 'c/x'], ['a/x', 'a/b,c/x']],
        ['a choice in a choice', 'a{b,{c,d}e}', ['ab', 'ace', 'ade'], ['abe', 'ac']],
        ['a choice with nothing', 'a{,/**}', ['a', 'a/b', 'a/b/c'], ['ab']],
        ['two stars in a choice', 'a/{b/**,c}', ['a/b/x/y', 'a/c'], ['a/b', 'a/c/x']],
        ['two stars that fill a choice', '{**,x}/y', ['a/b/y', 'x/y'], ['y']],
        ['two stars in a choice after something', 'x{a,**}', ['xa', 'xbc'], ['xb/c']],
        ['two stars in a choice before something', '{a,**}x', ['ax', 'bcx'], ['b/cx']],
        ['two stars at the end of a choice before more parts', '{a/**,b}/y', ['a/c/d/y', 'b/y'], ['a/y']],
        ['a comma outside of a choice', 'a,b/*', ['a,b/c'], ['a/c', 'b/c']],
        ['no choice', '{a}/*', ['{a}/b'], ['a/b']],
        ['no range in a choice', '{1..3}/*', ['{1..3}/a'], ['2/a']],
        ['brackets and braces without their other half', '[a{b/*', ['[a{b/c'], ['a/c']],
        ['a closing one alone', 'a]b}/*', ['a]b}/c'], ['ab/c']],
        ['a set does not reach over a slash', '[a/b]/*', ['[a/b]/c'], ['a/c', '//c']],
        ['an empty set', '[]/*', ['[]/a'], ['a']],
        ['a negated empty set', '[!]/*', ['[!]/a'], ['b/a']],
        ['what other globs know', '+(a)|"b"$^.\\*', ['+(a)|"b"$^.\\x'], ['aa', 'b', '+(a)|"b"$^.*/']],
        ['an exclamation mark', '!a/*', ['!a/b'], ['b/c', 'a/b']],
        ['upper and lower case', 'Acme/*', ['Acme/a'], ['acme/a']]
    ])('%s: %s', (_, pattern, matching, not) => {
        expect(matchSeries(pattern, [...matching, ...not])).toEqual(matching);
    });
    it('keeps the order of the names', () => {
        expect(matchSeries('*', ['b', 'a/x', 'c', 'a'])).toEqual(['b', 'c', 'a']);
    });
    it.each([
        ['a/b', false],
        ['a]b}', false],
        ['a+(b)', false],
        ['a/*', true],
        ['a?', true],
        ['[a]', true],
        ['{a,b}', true]
    ])('%s has wildcards: %s', (text, expected) => {
        expect(hasWildcards(text)).toBe(expected);
    });
});
describe('any pattern', () => {
    const name = fc
        .array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 3 }), {
        minLength: 1,
        maxLength: 4
    })
        .map(parts => parts.join('/'));
    const wild = fc
        .array(fc.constantFrom('a', 'b', '*', '**', '?', '[ab]', '[!a]', 'a*', '*b', '{a,b}', '{a,bc}c', '?b'), {
        minLength: 1,
        maxLength: 4
    })
        .map(parts => parts.join('/'));
    it('matches what picomatch does, but for a directory itself', () => {
        const options = { dot: true, posix: true };
        // `[!a]` is `[^a]` to it, and `a/**` is `a` too.
        const theirs = (pattern) => pattern.replaceAll('[!', '[^').replace(/\/\*\*$/, '/?*/**');
        fc.assert(fc.property(wild, name, (pattern, text) => {
            fc.pre(!pattern.includes('**/**'));
            const others = pattern.endsWith('/**') ? [theirs(pattern), pattern.replace(/\*\*$/, '?*')] : [theirs(pattern)];
            const expected = others.some(other => picomatch.isMatch(text, other, options));
            expect([pattern, text, matchSeries(pattern, [text]).length === 1]).toEqual([pattern, text, expected]);
        }), { numRuns: 2000 });
    });
    it('of any text is understood', () => {
        const unit = fc.constantFrom(...Array.from('*?[]{},!-/\\ab^$.|()+🎉é'));
        fc.assert(fc.property(fc.string({ unit, maxLength: 30 }), name, (pattern, text) => {
            expect(matchSeries(pattern, [text]).length).toBeLessThanOrEqual(1);
        }), { numRuns: 2000 });
    });
    it('without wildcards matches itself alone', () => {
        fc.assert(fc.property(fc.string({ unit: 'binary' }), name, (pattern, text) => {
            fc.pre(!hasWildcards(pattern) && !pattern.includes('\n'));
            expect(matchSeries(pattern, [pattern, `${pattern}x`, text])).toEqual(text === pattern ? [text, text] : [pattern]);
        }));
    });
});
