// How single names and times stand in a manifest, and which escapes of other programs are understood.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pathFromBytes, pathFromText } from "../../src/core/byte-path.js";
import { timeText } from "../../src/core/manifest/mtree-line.js";
import { escapeBytes, unescapeBytes } from "../../src/core/manifest/mtree-text.js";
const path = (text) => text;
describe('escapeBytes', () => {
    it.each([
        ['a plain name', 'src/a-b_c.D9+,@:%~', 'src/a-b_c.D9+,@:%~'],
        ['a space', 'a b', 'a\\040b'],
        ['a newline', 'a\nb', 'a\\012b'],
        ['a backslash', 'a\\b', 'a\\134b'],
        ['a comment sign', '#a', '\\043a'],
        ['an equals sign', 'a=b', 'a\\075b'],
        ['what looks like a pattern', '*?[a]', '\\052\\077\\133a\\135'],
        ['UTF-8', pathFromText('é'), '\\303\\251'],
        ['the last byte', '\xff', '\\377'],
        ['DEL', '\x7f', '\\177'],
        ['shell signs', '$`"\'&;|<>(){}!^', '\\044\\140\\042\\047\\046\\073\\174\\074\\076\\050\\051\\173\\175\\041\\136']
    ])('%s', (_, bytes, text) => {
        expect(escapeBytes(path(bytes))).toBe(text);
        expect(unescapeBytes(text)).toBe(bytes);
    });
    it('refuses text that was never made bytes', () => {
        expect(() => escapeBytes(path('a€'))).toThrow(RangeError);
    });
    it('gives every byte string back, in printable ASCII', () => {
        fc.assert(fc.property(fc.uint8Array(), bytes => {
            const text = escapeBytes(pathFromBytes(bytes));
            expect(text).toMatch(/^[!-~]*$/);
            expect(unescapeBytes(text)).toBe(pathFromBytes(bytes));
        }));
    });
});
describe('unescapeBytes', () => {
    it.each([
        ['\\s', ' '],
        ['\\a\\b\\f\\n\\r\\t\\v', '\x07\b\f\n\r\t\v'],
        ['\\\\', '\\'],
        ['\\#', '#'],
        ['\\^A\\^?\\^\\', '\x01\x7f\x1c'],
        ['\\M-C\\M-)', '\xc3\xa9'],
        ['\\M-\\a', '\xdca'],
        ['\\M^?\\M^@', '\xff\x80'],
        ['\\240', '\xa0'],
        ['*?[=', '*?[=']
    ])('understands %s, which vis(3) writes', (text, bytes) => {
        expect(unescapeBytes(text)).toBe(bytes);
    });
    it.each([
        ['a backslash at the end', 'a\\'],
        ['two octal digits', '\\07'],
        ['an octal number over a byte', '\\400'],
        ['no octal digit', '\\089'],
        ['an unknown letter', '\\q'],
        ['half a meta', '\\M'],
        ['a meta without its character', '\\M-'],
        ['a control without its character', '\\^'],
        ['no control character', '\\^a'],
        ['a raw space', 'a b'],
        ['a raw tab', 'a\tb'],
        ['a raw carriage return', 'a\r'],
        ['a raw byte beyond ASCII', '\xe9'],
        ['a character that is no byte', '€']
    ])('refuses %s', (_, text) => {
        expect(unescapeBytes(text)).toBeUndefined();
    });
});
describe('timeText', () => {
    it.each([
        [0n, '0.000000000'],
        [5n, '0.000000005'],
        [1050180193n, '1.050180193'],
        [1700000000000000005n, '1700000000.000000005'],
        [-1n, '-1.999999999'],
        [-999999999n, '-1.000000001'],
        [-1000000000n, '-1.000000000'],
        [-1000000001n, '-2.999999999']
    ])('%s', (ns, text) => {
        expect(timeText(ns)).toBe(text);
    });
});
