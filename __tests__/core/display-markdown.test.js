// Names and sentences in Markdown: letters, digits, entities and our own tag, and nothing that GitHub makes more of.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pathFromBytes, pathFromText } from "../../src/core/byte-path.js";
import { markdownCode, markdownSentence, markdownText, showName } from "../../src/core/display.js";
import { nastyPath, nastyText, readBack } from "./display-names.js";
fc.configureGlobal({ numRuns: 1000 });
describe('markdownCode and markdownText', () => {
    test.each([
        ['a plain name', 'dist/app-1', '<code>dist/app-1</code>'],
        ['Markdown and HTML', '*_`<b>&|', '<code>&#42;&#95;&#96;&#60;b&#62;&#38;&#124;</code>'],
        ['a mention', '@you', '<code>&#64;you</code>'],
        ['a link', 'https://x.de', '<code>https&#58;//x&#46;de</code>'],
        ['other scripts', 'é🎉', '<code>&#233;&#127881;</code>'],
        ['a line break', 'a\nb', '<code>a&#92;nb</code>'],
        ['nothing', '', '']
    ])('%s', (_title, text, markdown) => {
        expect(markdownText(text)).toBe(markdown);
        expect(markdownCode(pathFromText(text))).toBe(markdown);
    });
    test('bytes that are no UTF-8', () => {
        expect(markdownCode(pathFromBytes(new Uint8Array([0xff])))).toBe('<code>&#92;xff</code>');
    });
    test('is letters, digits and entities only, and reads as the name is shown', () => {
        fc.assert(fc.property(nastyPath, path => {
            const markdown = markdownCode(path);
            expect(markdown).toMatch(/^(?:<code>(?:[A-Za-z0-9 /-]|&#\d+;)+<\/code>)?$/);
            expect(readBack(markdown)).toBe(showName(path));
        }));
    });
});
describe('markdownSentence', () => {
    test.each([
        [
            'words and numbers stay',
            'It holds 12,345 files (99.6%), doesn’t it?',
            'It holds 12,345 files (99.6%), doesn&#8217;t it?'
        ],
        ['a number keeps its unit', '4.1 MiB of 7 GiB in 3 s', '4.1&#160;MiB of 7&#160;GiB in 3&#160;s'],
        ['a number is no list', '1. one', '1&#46; one'],
        ['backticks are code', 'Set `compare: content`.', 'Set <code>compare&#58; content</code>.'],
        ['paths are code', 'See (/mnt/a_b).', 'See &#40;<code>/mnt/a&#95;b</code>&#41;&#46;'],
        ['calls are code', 'See f(x).', 'See <code>f&#40;x&#41;&#46;</code>'],
        ['mentions and references', '@you #1 GH-1', '<code>&#64;you</code> <code>&#35;1</code> <code>GH-1</code>'],
        ['nothing but punctuation', '... ::', '... &#58;&#58;'],
        ['brackets alone', '( "', '( &#34;'],
        ['a tab is a space', 'a\tb', 'a b'],
        ['a line break is shown', 'a\nb', '<code>a&#92;nb</code>'],
        ['nothing', '', '']
    ])('%s', (_title, text, markdown) => {
        expect(markdownSentence(text)).toBe(markdown);
    });
    test('only letters, harmless punctuation, entities and our own tag', () => {
        fc.assert(fc.property(nastyText, text => {
            expect(markdownSentence(text)).toMatch(/^(?:[A-Za-z0-9 /.,%()'!?-]|&#\d+;|<code>(?:[A-Za-z0-9 /-]|&#\d+;)+<\/code>)*$/);
        }));
    });
    test('outside of code there are words and numbers only', () => {
        fc.assert(fc.property(nastyText, text => {
            const outside = readBack(markdownSentence(text).replace(/<code>.*?<\/code>/g, ' '));
            expect(outside).not.toMatch(/[@#/_*~[\]<>|\\&$=+]|\w[.:]\p{L}|\p{L}-\d|\d-\p{L}/u);
        }));
    });
    test('a long one is cut in its middle', () => {
        const cut = markdownSentence(`begin ${'word '.repeat(1000)}end`, 100);
        expect(readBack(cut)).toMatch(/^begin .*….* end$/);
        expect(readBack(cut).length).toBeLessThanOrEqual(100);
    });
});
