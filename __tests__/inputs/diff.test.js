// The inputs of a comparison: which two snapshots are meant, and every mistake at once.
import { describe, expect, it } from '@jest/globals';
import { InputFailure } from "../../src/core/failure.js";
import { readDiffInputs } from "../../src/inputs/diff.js";
import { diffInputNames } from "../../src/inputs/diff-names.js";
import { variableOf } from "../../src/inputs/input-reader.js";
import { context } from "./given.js";
const read = (inputs, env = {}) => {
    const given = Object.entries({ volume: '/mnt/vault', name: 'app', ...inputs });
    return readDiffInputs({ ...env, ...Object.fromEntries(given.map(([name, text]) => [variableOf(name), text])) }, context);
};
const mistakes = (inputs, env = {}) => {
    try {
        read(inputs, env);
    }
    catch (thrown) {
        if (thrown instanceof InputFailure)
            return thrown.mistakes;
        throw thrown;
    }
    return [];
};
const nameB = 'name-b: with two series, say which snapshot of each is meant, or of neither for the latest of both';
describe('the inputs of a comparison', () => {
    it('leave to the volume what is not said', () => {
        expect(read({})).toEqual({ volume: '/mnt/vault', name: 'app', rows: 50, warnings: [] });
    });
    it('name two snapshots', () => {
        expect(read({ from: 'tag:v1', to: '2026-11-20', 'name-b': 'next', limit: '3' })).toEqual({
            volume: '/mnt/vault',
            name: 'app',
            otherName: 'next',
            from: { by: 'tag', word: 'v1' },
            to: { by: 'id', start: '2026-11-20' },
            rows: 3,
            warnings: []
        });
    });
    it.each([
        ['all rows', { all: 'true', limit: '3' }, { rows: Infinity }],
        ['the name of this very job', { name: '' }, { name: 'acme/app/build/feature%2Fx' }],
        ['two series without a word on the snapshots', { 'name-b': 'next' }, { otherName: 'next' }]
    ])('take %s', (_, inputs, expected) => {
        expect(read(inputs)).toMatchObject(expected);
    });
    it.each([
        ['one snapshot of two series', { 'name-b': 'next', to: 'latest' }, [nameB]],
        ['the other one of two series', { 'name-b': 'next', from: 'latest' }, [nameB]],
        ['a name that is none', { 'name-b': '../x' }, [expect.stringMatching(/^name-b: "..\/x" has a part/)]],
        ['rows that are none', { limit: '0' }, ['limit: "0" is not a whole number from 1 to 1000000']],
        [
            'all at once',
            { from: 'ltest', to: 'x', all: 'yes' },
            [
                expect.stringMatching(/^from: "ltest" .*did you mean "latest"\?$/),
                expect.stringMatching(/^to: "x" is /),
                expect.stringMatching(/^all: "yes" is neither true nor false/)
            ]
        ]
    ])('are refused: %s', (_, inputs, said) => {
        expect(mistakes(inputs)).toEqual(said);
    });
    it('are looked through for slips in their names where a runner hands them over', () => {
        const env = { GITHUB_ACTIONS: 'true', INPUT_LIMITS: '3', INPUT_OTHER: 'x' };
        expect(mistakes({}, env)).toEqual(['"limits" is not an input of this action; did you mean "limit"?']);
        expect(read({}, { ...env, INPUT_LIMITS: '', INPUT_OTHER: 'x', GITHUB_ACTIONS: 'false' }).warnings).toEqual([]);
    });
    it('are all asked for', () => {
        const asked = new Set();
        const env = new Proxy({ INPUT_VOLUME: '/mnt/vault' }, {
            get(target, variable) {
                asked.add(String(variable));
                return Reflect.get(target, variable);
            }
        });
        readDiffInputs(env, context);
        expect([...asked].filter(name => name.startsWith('INPUT_')).sort()).toEqual(diffInputNames.map(variableOf).sort());
    });
});
