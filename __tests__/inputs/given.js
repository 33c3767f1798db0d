// Inputs as the runner would set them for one step, and what the snapshot action reads from them.
import { InputFailure } from "../../src/core/failure.js";
import { variableOf } from "../../src/inputs/input-reader.js";
import { readSnapshotInputs } from "../../src/inputs/snapshot.js";
export const context = {
    run: {},
    workspace: '/ws/app',
    tempDir: '/tmp',
    defaults: { repository: 'acme/app', job: 'build', refName: 'feature/x', defaultBranch: 'main' }
};
const variables = (inputs) => Object.fromEntries(Object.entries(inputs).map(([name, text]) => [variableOf(name), text]));
export const least = { volume: '/mnt/vault', path: 'dist' };
/** With the volume and path of `least` unless others are given. */
export const read = (inputs, env = {}, run = context) => readSnapshotInputs({ GITHUB_ACTIONS: 'true', ...variables({ ...least, ...inputs }), ...env }, run);
/** What is reported as wrong; nothing when all is right. */
export const mistakes = (inputs, env = {}, run = context) => {
    try {
        read(inputs, env, run);
    }
    catch (thrown) {
        if (thrown instanceof InputFailure)
            return thrown.mistakes;
        throw thrown;
    }
    return [];
};
