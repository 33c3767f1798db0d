// The log is read by the runner's two rules, and nothing else in it is a command.
import { expect, it } from '@jest/globals';
import { parseLog } from "./log-commands.js";
it.each([
    ['at the start', '::warning title=a%2Cb,line=3::two%0Alines', { title: 'a,b', line: '3' }, 'two\nlines'],
    ['after white space', '  ::error::x', {}, 'x'],
    ['the older form, anywhere', 'text ##[error file=a%3Bb;line=1]x', { file: 'a;b', line: '1' }, 'x'],
    ['a percent sign kept as one', '::notice::100%25', {}, '100%']
])('reads a command: %s', (_, line, properties, message) => {
    expect(parseLog(line).annotations).toMatchObject([{ properties, message }]);
});
it.each(['x ::error::no', ':: error::no', '::::', '::error', '##[]x', '## [error]x', 'plain'])('reads no command in %j', line => {
    expect(parseLog(line)).toMatchObject({ commands: [], plain: [line] });
});
it('tells commands from what only looks like one', () => {
    expect(parseLog('::frobnicate::x')).toMatchObject({ commands: [], unknown: [{ name: 'frobnicate' }] });
    expect(parseLog('::frobnicate:: ##[error]x')).toMatchObject({ annotations: [{ name: 'error' }], unknown: [] });
});
it('keeps the lines of each group', () => {
    const { groups, plain } = parseLog('a\n::group::One\nb\nc\n::endgroup::\nd');
    expect(groups).toEqual([{ title: 'One', lines: ['b', 'c'] }]);
    expect(plain).toEqual(['a', 'b', 'c', 'd']);
});
it('reads nothing while commands are stopped', () => {
    const { annotations, plain } = parseLog('::stop-commands::t0ken\n::error::quoted\n::t0ken::\n::error::meant');
    expect(annotations.map(({ message }) => message)).toEqual(['meant']);
    expect(plain).toEqual(['::error::quoted']);
});
