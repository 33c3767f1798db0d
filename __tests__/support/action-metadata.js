// An action's action.yml: its inputs with their defaults, its outputs, and what to run.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
/** Reads `<directory>/action.yml`; throws for anything this stand-in would not run as GitHub does. */
export const readAction = (directory) => {
    const path = join(directory, 'action.yml');
    const file = parse(readFileSync(path, 'utf8'));
    const { using, main, post, 'post-if': postIf, ...others } = file.runs ?? {};
    if (using !== 'node24')
        throw new Error(`${path}: runs.using is ${String(using)}; only node24 is run here`);
    if (Object.keys(others).length > 0)
        throw new Error(`${path}: runs.${Object.keys(others).join(', runs.')} is not run here`);
    return {
        directory,
        inputs: Object.fromEntries(Object.entries(file.inputs ?? {}).map(([name, input]) => {
            const value = input?.default;
            const isText = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
            return [name, { required: input?.required === true, ...(isText ? { default: String(value) } : {}) }];
        })),
        outputs: Object.keys(file.outputs ?? {}),
        runs: {
            using,
            main: text(main, `${path}: runs.main`),
            ...(post === undefined ? {} : { post: text(post, `${path}: runs.post`) }),
            // GitHub's default, whatever the outcome of the main step was.
            postIf: postIf === undefined ? 'always()' : text(postIf, `${path}: runs.post-if`)
        }
    };
};
function text(value, what) {
    if (typeof value !== 'string')
        throw new Error(`${what} is missing or not a text`);
    return value;
}
