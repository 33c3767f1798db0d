// What each kind of input takes, and what is said of what it does not take.
import { describe, expect, it } from '@jest/globals';
import { parseAge, parseShare, parseSizeBytes, parseWaitMs } from "../../src/inputs/amounts.js";
import { didYouMean } from "../../src/inputs/did-you-mean.js";
import { integerBetween, oneOf, parseBoolean, parseTag, splitLines, wordOr } from "../../src/inputs/fields.js";
const kib = 1024;
const why = (parse, text) => {
    const result = parse(text);
    return result.ok ? `taken as ${JSON.stringify(result.value)}` : result.why;
};
describe('parseBoolean', () => {
    it.each([
        ['true', true],
        ['false', false]
    ])('%s', (text, value) => {
        expect(parseBoolean(text)).toEqual({ ok: true, value });
    });
    it.each([
        ['True', 'is neither true nor false; did you mean "true"?'],
        ['flase', 'is neither true nor false; did you mean "false"?'],
        ['yes', 'is neither true nor false'],
        ['1', 'is neither true nor false'],
        ['', 'is neither true nor false']
    ])('refuses %p', (text, expected) => {
        expect(why(parseBoolean, text)).toBe(expected);
    });
});
describe('oneOf', () => {
    const parse = oneOf(['content', 'quick']);
    it('takes its words', () => {
        expect(parse('quick')).toEqual({ ok: true, value: 'quick' });
    });
    it.each([
        ['quikc', 'is not allowed: use one of content, quick; did you mean "quick"?'],
        ['CONTENT', 'is not allowed: use one of content, quick; did you mean "content"?'],
        ['checksum', 'is not allowed: use one of content, quick'],
        ['constructor', 'is not allowed: use one of content, quick']
    ])('refuses %p', (text, expected) => {
        expect(why(parse, text)).toBe(expected);
    });
});
describe('integerBetween', () => {
    it.each([
        ['1', 1],
        ['64', 64],
        ['08', 8]
    ])('%s', (text, value) => {
        expect(integerBetween(1, 64)(text)).toEqual({ ok: true, value });
    });
    it.each(['0', '65', '-1', '+1', '1.5', '1e1', '0x10', ' 1', '', 'many', '9'.repeat(400)])('refuses %p', text => {
        expect(why(integerBetween(1, 64), text)).toBe('is not a whole number from 1 to 64');
    });
});
describe('wordOr', () => {
    const parse = wordOr('auto', integerBetween(1, 64));
    it.each([
        ['auto', 'auto'],
        ['4', 4]
    ])('%s', (text, value) => {
        expect(parse(text)).toEqual({ ok: true, value });
    });
    it('names both when it is neither', () => {
        expect(why(parse, 'all')).toBe('is not a whole number from 1 to 64, nor the word auto');
    });
});
describe('parseTag', () => {
    it.each(['nightly', 'v1.2.3', '7', 'a_b-c', 'x'.repeat(64)])('%s', text => {
        expect(parseTag(text)).toEqual({ ok: true, value: text });
    });
    it.each(['', '.hidden', '-x', 'a b', 'a,b', 'ä', 'x'.repeat(65), 'a\n'])('refuses %p', text => {
        expect(why(parseTag, text)).toContain('is not a tag');
    });
});
describe('splitLines', () => {
    it.each([
        ['nothing', '', []],
        ['one line', 'a', ['a']],
        ['block text', 'a\nb\n', ['a', 'b']],
        ['a file edited on Windows', 'a\r\nb\r\n', ['a', 'b']],
        ['blank lines', '\n\na\n  \n\t\r\nb', ['a', 'b']],
        ['spaces at the ends of a name', ' a \n', [' a ']],
        ['a carriage return inside a name', 'a\rb', ['a\rb']],
        ['only the last carriage return', 'a\r\r\n', ['a\r']],
        ['comments are names too', '# a', ['# a']]
    ])('%s', (_, text, lines) => {
        expect(splitLines(text)).toEqual(lines);
    });
});
describe('parseSizeBytes', () => {
    it.each([
        ['700B', 700],
        ['500K', 500 * kib],
        ['500KiB', 500 * kib],
        ['500M', 500 * kib ** 2],
        ['500mib', 500 * kib ** 2],
        ['20G', 20 * kib ** 3],
        ['1.5TiB', 1.5 * kib ** 4],
        ['1P', kib ** 5],
        ['0.1K', 102],
        ['0M', 0]
    ])('%s is %d bytes', (text, value) => {
        expect(parseSizeBytes(text)).toEqual({ ok: true, value });
    });
    it.each([
        ['500', 'is not a size'],
        ['500MB', 'could mean 1000 or 1024'],
        ['', 'is not a size'],
        ['-5M', 'is not a size'],
        ['5 M', 'is not a size'],
        ['5X', 'is not a size'],
        ['.5M', 'is not a size'],
        ['5.M', 'is not a size'],
        ['1e3M', 'is not a size'],
        ['10%', 'is not a size'],
        ['9999999P', 'is more than any volume holds']
    ])('refuses %p', (text, expected) => {
        expect(why(parseSizeBytes, text)).toContain(expected);
    });
});
describe('parseShare', () => {
    it.each([
        ['0%', 0],
        ['50%', 0.5],
        ['99.5%', 0.995],
        ['100%', 1]
    ])('%s is %d', (text, value) => {
        expect(parseShare(text)).toEqual({ ok: true, value });
    });
    it.each(['50', '0.5', '-1%', '100.1%', '101%', '5 %', '%', '', 'half'])('refuses %p', text => {
        expect(why(parseShare, text)).toContain('is not a percentage');
    });
});
describe('parseWaitMs', () => {
    it.each([
        ['0s', 0],
        ['30s', 30_000],
        ['10m', 600_000],
        ['2h', 7_200_000],
        ['120h', 432_000_000]
    ])('%s is %d ms', (text, value) => {
        expect(parseWaitMs(text)).toEqual({ ok: true, value });
    });
    it.each(['10', '', '-1s', '1.5h', '1d', '1M', '10 m', '121h', '10min'])('refuses %p', text => {
        expect(why(parseWaitMs, text)).toContain('is not a time to wait');
    });
});
describe('parseAge', () => {
    it.each([
        ['36h', { months: 0, hours: 36 }],
        ['14d', { months: 0, hours: 336 }],
        ['8w', { months: 0, hours: 1344 }],
        ['6m', { months: 6, hours: 0 }],
        ['1y', { months: 12, hours: 0 }]
    ])('%s', (text, value) => {
        expect(parseAge(text)).toEqual({ ok: true, value });
    });
    it.each(['0d', '', '30', '-1d', '1.5y', '1s', '1Y', '1y6m', '9999999d'])('refuses %p', text => {
        expect(why(parseAge, text)).toContain('is not an age');
    });
});
describe('didYouMean', () => {
    const words = ['compare', 'name', 'tags', 'pin', 'exclude-secrets', 'include'];
    it.each([
        ['a letter too many', 'names', 'name'],
        ['a letter too few', 'tgs', 'tags'],
        ['another letter', 'nane', 'name'],
        ['two swapped', 'nmae', 'name'],
        ['two slips in a long word', 'compair', 'compare'],
        ['an underscore', 'exclude_secrets', 'exclude-secrets'],
        ['capitals and spaces', ' Tags ', 'tags'],
        ['the nearest of several', 'inclde', 'include']
    ])('%s', (_, text, word) => {
        expect(didYouMean(text, words)).toBe(`; did you mean "${word}"?`);
    });
    it.each(['', 'p', 'args', 'comparable', 'excluded', 'x'.repeat(100_000)])('is silent about %p', text => {
        expect(didYouMean(text, words)).toBe('');
    });
});
