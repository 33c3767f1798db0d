// From what is typed to what a command is given: flags in every spelling, and what is refused before anything is done.
import { describe, expect, it } from '@jest/globals';
import { commands } from "../../src/cli/commands.js";
import { commandEnvironment } from "../../src/cli/environment.js";
import { parseCommandLine } from "../../src/cli/parser.js";
import { UsageMistake } from "../../src/cli/usage-mistake.js";
const look = { width: 80, bold: (text) => text };
const parse = (line) => {
    let said = '';
    const call = parseCommandLine(line, commands, '1.2.3', look, text => (said += text));
    return { call, said };
};
const given = (...line) => parse(line).call?.given ?? {};
const mistake = (...line) => {
    try {
        parse(line);
    }
    catch (error) {
        if (error instanceof UsageMistake)
            return `${error.message} | ${error.help}`;
        throw error;
    }
    throw new Error('it was to be refused');
};
describe('a command', () => {
    it('is given its operands and flags', () => {
        const { call } = parse(['save', 'dist', '--volume', '/v', '--name=app', 'docs', '--pin', '--json', '-q']);
        expect(call).toMatchObject({ spec: { name: 'save' }, json: true, quiet: true, verbose: false });
        expect(call?.given).toEqual({ volume: ['/v'], name: ['app'], pin: ['true'], path: ['dist', 'docs'] });
    });
    it.each([
        ['a list, one by one', ['save', '--tags', 'a', '--tags', 'b'], { tags: ['a', 'b'] }],
        ['a truth in front of an operand', ['save', '--pin', 'dist'], { pin: ['true'], path: ['dist'] }],
        ['a no', ['save', '--no-prune'], { prune: ['false'] }],
        ['a truth that is spelled out', ['restore', '--verify', 'false'], { verify: ['false'] }],
        ['a truth that is spelled out with =', ['restore', '--verify=true'], { verify: ['true'] }],
        ['a truth that is none, for the inputs to judge', ['save', '--pin=maybe'], { pin: ['maybe'] }],
        ['the last of several truths', ['save', '--pin', '--no-pin'], { pin: ['false'] }],
        [
            'values that begin with a dash',
            ['save', '--rsync-args', '--fsync', '--name=--pin'],
            {
                'rsync-args': ['--fsync'],
                name: ['--pin']
            }
        ],
        ['operands behind --', ['save', '--pin', '--', '--no-prune', '-x'], { pin: ['true'], path: ['--no-prune', '-x'] }],
        ['a snapshot, to compare with the one before it', ['diff', 'latest'], { to: ['latest'] }],
        ['two snapshots', ['diff', 'tag:a', 'latest'], { from: ['tag:a'], to: ['latest'] }],
        ['no operands', ['list'], {}]
    ])('takes %s', (_, line, expected) => {
        expect(given(...line)).toEqual(expected);
    });
    it.each([
        ['an unknown command', ['sav'], "unknown command 'sav'\n(Did you mean save?) | snapshot-action --help"],
        [
            'an unknown command behind help',
            ['help', 'dif'],
            "unknown command 'dif'\n(Did you mean diff?) | snapshot-action --help"
        ],
        [
            'an unknown flag',
            ['save', '--volum', '/v'],
            "unknown option '--volum'\n(Did you mean --volume?) | snapshot-action save --help"
        ],
        ['a flag in front of the command', ['--json', 'list'], "unknown option '--json' | snapshot-action --help"],
        [
            'a flag without its value',
            ['list', '--volume'],
            "option '--volume <path>' argument missing | snapshot-action list --help"
        ],
        [
            'a flag for a value',
            ['list', '--name', '--volume', '/v'],
            '--name needs a value, and --volume is a flag | snapshot-action list --help'
        ],
        [
            'a negated flag for a value',
            ['save', '--name', '--no-prune'],
            '--name needs a value, and --no-prune is a flag | snapshot-action save --help'
        ],
        [
            'one value twice',
            ['prune', '--keep-last', '7', '--keep-last', '3'],
            '--keep-last is given twice, and takes one value | snapshot-action prune --help'
        ],
        ['an empty value', ['prune', '--keep-last', ''], /^--keep-last is empty: if its value comes from a variable/],
        ['an empty value behind =', ['prune', '--keep-last='], /^--keep-last is empty/],
        ['an empty operand', ['save', 'a', ''], /^operand 2 \(path\) is empty/],
        ['a line break in an operand', ['save', 'a\nb'], /^operand 1 \(path\) has a line break in it/],
        ['too many operands', ['diff', 'a', 'b', 'c'], /^too many arguments for 'diff'/],
        ['an operand where there are none', ['list', 'x'], /^too many arguments for 'list'/],
        ['two ways to tell', ['list', '-q', '--verbose'], /cannot be used with/]
    ])('refuses %s', (_, line, message) => {
        if (typeof message === 'string')
            expect(mistake(...line)).toBe(message);
        else
            expect(mistake(...line)).toMatch(message);
    });
});
describe('help and version', () => {
    it.each([
        ['--help', /^Usage: snapshot-action <command> \[options\]\n/],
        ['help', /^Usage: snapshot-action <command>/],
        ['help save', /^Usage: snapshot-action save \[options\] <path\.\.\.>\n[^]*Examples:\n {2}# /],
        ['save --help', /^Usage: snapshot-action save/],
        ['list --volume /v -h', /^Usage: snapshot-action list/],
        ['--version', /^1\.2\.3\n$/],
        ['-V', /^1\.2\.3\n$/]
    ])('%s', (line, expected) => {
        const { call, said } = parse(line.split(' '));
        expect(call).toBeUndefined();
        expect(said).toMatch(expected);
    });
});
describe('the environment of a command', () => {
    const env = {
        PATH: '/bin',
        GITHUB_REPOSITORY: 'a/b',
        GITHUB_WORKSPACE: '/ws',
        INPUT_NAME: 'of the step',
        INPUT_X: '1'
    };
    it('has its values as a runner hands them over, and no others', () => {
        expect(commandEnvironment(env, {}, { 'keep-last': ['7'], exclude: ['*.o', 'tmp/'] })).toEqual({
            PATH: '/bin',
            GITHUB_REPOSITORY: 'a/b',
            'INPUT_KEEP-LAST': '7',
            INPUT_EXCLUDE: '*.o\ntmp/'
        });
    });
    it('has what holds at a terminal, until a flag says otherwise', () => {
        const presets = { 'fail-on-miss': 'true' };
        expect(commandEnvironment({}, { presets }, {})).toEqual({ 'INPUT_FAIL-ON-MISS': 'true' });
        expect(commandEnvironment({}, { presets }, { 'fail-on-miss': ['false'] })).toEqual({
            'INPUT_FAIL-ON-MISS': 'false'
        });
    });
});
