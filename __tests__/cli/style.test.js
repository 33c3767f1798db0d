// Who gets colours: a terminal that takes them, unless somebody asked for none.
import { expect, it } from '@jest/globals';
import { styleFor, wantsColour } from "../../src/cli/style.js";
it.each([
    ['a terminal', {}, true, true],
    ['a pipe', {}, false, false],
    ['a terminal that can do nothing', { TERM: 'dumb' }, true, false],
    ['NO_COLOR', { NO_COLOR: '1' }, true, false],
    ['an empty NO_COLOR, which says nothing', { NO_COLOR: '' }, true, true],
    ['FORCE_COLOR', { FORCE_COLOR: '1' }, false, true],
    ['an empty FORCE_COLOR, which is one', { FORCE_COLOR: '' }, false, true],
    ['FORCE_COLOR on a terminal that can do nothing', { FORCE_COLOR: '1', TERM: 'dumb' }, true, true],
    ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, true, false],
    ['FORCE_COLOR=false', { FORCE_COLOR: 'false' }, true, false],
    ['both, of which the one that asks for less holds', { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false]
])('%s', (_, env, isTerminal, wants) => {
    expect(wantsColour(env, isTerminal)).toBe(wants);
});
it('paints, or leaves the text as it is, whatever standard output is', () => {
    const { bold, dim, red, yellow, green } = styleFor(true);
    expect([bold('a'), dim('a'), red('a'), yellow('a'), green('a')]).toEqual([
        '\x1b[1ma\x1b[22m',
        '\x1b[2ma\x1b[22m',
        '\x1b[31ma\x1b[39m',
        '\x1b[33ma\x1b[39m',
        '\x1b[32ma\x1b[39m'
    ]);
    const plain = styleFor(false);
    expect(Object.values(plain).map((paint) => paint('a'))).toEqual(['a', 'a', 'a', 'a', 'a']);
});
