// Inputs that do not exist: typos stop the run, strangers are a warning.
import { describe, expect, it } from '@jest/globals';
import { findUnknownInputs } from "../../src/inputs/unknown-inputs.js";
const known = ['compare', 'dry-run', 'path', 'two words'];
describe('findUnknownInputs', () => {
    it('is content with what it knows', () => {
        const env = { GITHUB_ACTIONS: 'true', INPUT_COMPARE: '', 'INPUT_DRY-RUN': 'x', INPUT_TWO_WORDS: '', PATH: '/bin' };
        expect(findUnknownInputs(env, known)).toEqual({ mistakes: [], warnings: [] });
    });
    it.each([
        ['COMPAIR', 'compair', 'compare'],
        ['DRY_RUN', 'dry_run', 'dry-run'],
        ['DRYRUN', 'dryrun', 'dry-run'],
        ['PATHS', 'paths', 'path']
    ])('a typo is a mistake: INPUT_%s', (variable, name, meant) => {
        expect(findUnknownInputs({ GITHUB_ACTIONS: 'true', [`INPUT_${variable}`]: '' }, known)).toEqual({
            mistakes: [`"${name}" is not an input of this action; did you mean "${meant}"?`],
            warnings: []
        });
    });
    it('anything else is a warning', () => {
        expect(findUnknownInputs({ GITHUB_ACTIONS: 'true', INPUT_TOKEN: 'secret' }, known)).toEqual({
            mistakes: [],
            warnings: ['"token" is not an input of this action and has no effect']
        });
    });
    it.each(['ACT', 'GITEA_ACTIONS', 'FORGEJO_ACTIONS'])('%s hands down inputs of others: only a warning', runner => {
        expect(findUnknownInputs({ GITHUB_ACTIONS: 'true', [runner]: 'true', INPUT_PATHS: '' }, known)).toEqual({
            mistakes: [],
            warnings: ['"paths" is not an input of this action; did you mean "path"?']
        });
    });
    it('outside a runner such variables belong to others', () => {
        expect(findUnknownInputs({ INPUT_PATHS: '' }, known)).toEqual({ mistakes: [], warnings: [] });
    });
});
