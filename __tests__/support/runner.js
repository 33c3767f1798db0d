// Runs a bundled action as the GitHub runner does: inputs with their defaults, main, then post with the state of main.
import { join } from 'node:path';
import { readAction } from "./action-metadata.js";
import { asText, evaluate, interpolate, isTruthy } from "./expressions.js";
import { githubContext, runnerContext, runnerNode, stepEnvironment } from "./runner-environment.js";
import { runStepProcess } from "./step-process.js";
/** Main and post, one after the other. */
export const runAction = async (call) => {
    const main = await runMain(call);
    const post = await runPost(call, main);
    return post === undefined ? main : { ...main, post };
};
export const runMain = async (call) => {
    const action = readAction(call.action);
    return run(call, action, action.runs.main, {}, call.cancel);
};
/** The post step, with the state that main saved. */
export const runPost = async (call, main) => {
    const action = readAction(call.action);
    if (action.runs.post === undefined || !holds(action.runs.postIf, contextsOf(call), main.outcome))
        return undefined;
    const state = Object.fromEntries(Object.entries(main.state).map(([name, value]) => [`STATE_${name}`, value]));
    return run(call, action, action.runs.post, state, undefined);
};
const run = (call, action, script, state, cancel) => {
    const contexts = contextsOf(call);
    return runStepProcess({
        file: runnerNode(),
        args: [join(action.directory, script)],
        cwd: call.workspace,
        env: {
            ...stepEnvironment(contexts),
            ...call.env,
            ...inputEnvironment(action, call.inputs ?? {}, contexts),
            ...state
        },
        tempDir: call.tempDir,
        ...(cancel === undefined ? {} : { cancel })
    });
};
/**
 * INPUT_* for every input the action knows and every one that was given: upper case, spaces to `_`, dashes kept.
 * `required` is not enforced, as on the runner.
 */
export const inputEnvironment = (action, given, contexts) => {
    const env = {};
    const set = (name, value) => {
        env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] = value;
    };
    for (const [name, input] of Object.entries(action.inputs))
        set(name, asText(interpolate(input.default ?? '', contexts)));
    for (const [name, value] of Object.entries(given))
        set(name, value);
    return env;
};
const contextsOf = (call) => ({
    github: githubContext(call, call.github),
    runner: runnerContext(call),
    ...call.contexts
});
const holds = (condition, contexts, standing) => isTruthy(evaluate(condition, contexts, standing));
