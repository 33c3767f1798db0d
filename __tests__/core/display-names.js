// Names made of what a log, a terminal or Markdown might obey, for properties.
import fc from 'fast-check';
import { pathFromBytes, pathFromText } from "../../src/core/byte-path.js";
const nasty = fc.constantFrom(...['::', ':', '##[', '#', '[', ']', ' ', '\t', '\n', '\r', '\\', '\x1b[31m', '\u200b', '\u202e', '\u00ad', '\u2028'], ...[
    'error',
    '\u3000',
    '\u0085',
    '\ufeff',
    '`',
    '|',
    '<b>',
    '&',
    '*',
    '_',
    '@you',
    '#1',
    '~~',
    '![x](y)',
    '](',
    '\u{e0001}'
]);
export const nastyText = fc.oneof(fc.array(nasty, { maxLength: 12 }).map(parts => parts.join('')), fc.string({ unit: 'binary' }));
export const nastyPath = fc.oneof(nastyText.map(pathFromText), fc.uint8Array({ maxLength: 300 }).map(pathFromBytes));
/** What a browser shows of our Markdown: our own tags taken out, entities read. */
export const readBack = (markdown) => markdown
    .replace(/<\/?(?:code|sub|details|summary)>/g, '')
    .replace(/&#(\d+);/g, (_all, code) => String.fromCodePoint(Number(code)))
    .replaceAll('\u00a0', ' ');
