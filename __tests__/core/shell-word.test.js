// One word of a shell: whatever the text is, a real shell reads it back as it was.
import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { shellWord } from "../../src/core/shell-word.js";
test.each([
    ['plain', "'plain'"],
    ['', "''"],
    ["it's", "'it'\\''s'"],
    ['$(touch x) `y` "z" !1 \\', `'$(touch x) \`y\` "z" !1 \\'`]
])('%j is written %s', (text, word) => {
    expect(shellWord(text)).toBe(word);
});
test.each(["'", "''", 'a\nb', '$HOME', '-n', '*', '~', 'a  b', '\\n', 'größe'])('a shell reads %j back', text => {
    expect(execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' })).toBe(text);
});
