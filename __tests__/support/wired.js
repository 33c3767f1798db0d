// A command's wiring run from the sources, in this process or as one of its own that may be killed: no bundle is needed.
import { pathToFileURL } from 'node:url';
import { Failure } from "../../src/core/failure.js";
import { adoptWith } from "../../src/wiring/adopt.js";
import { doctorWith } from "../../src/wiring/doctor.js";
import { verifyWith } from "../../src/wiring/verify.js";
import { withWorld } from "../../src/world.js";
import { RecordingReporter } from "./fakes/reporter.js";
import { repositoryRoot } from "./runner-environment.js";
const wirings = { adopt: adoptWith, doctor: doctorWith, verify: verifyWith };
/** Inputs as flags give them; a failure is thrown, also the one that comes after everything was told. */
export async function runWired(wiring, inputs, { env = {}, stop = new AbortController() } = {}) {
    const reporter = new RecordingReporter();
    const { PATH = '' } = process.env;
    const variables = Object.fromEntries(Object.entries(inputs).map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text]));
    const work = (world) => wirings[wiring](world);
    const told = await withWorld({ PATH, ...env, ...variables }, reporter, stop.signal, work);
    return { told, reporter };
}
/** The failure of a run that is to fail. */
export async function failsWired(...call) {
    try {
        const { told } = await runWired(...call);
        if (told.failure !== undefined)
            return told.failure;
        throw new Error(`the run was to fail, and said:\n${told.log.join('\n')}`);
    }
    catch (error) {
        if (error instanceof Failure)
            return error;
        throw error;
    }
}
/** A module for a node of its own, which runs it and says `done` at its end. */
export const wiredScript = (wiring) => {
    const module = (path) => JSON.stringify(pathToFileURL(`${repositoryRoot}/${path}`).href);
    return [
        `import { withWorld } from ${module('src/world.ts')}`,
        `import { ${wiring}With } from ${module(`src/wiring/${wiring}.ts`)}`,
        'const reporter = { phase: (_, work) => work(), info() {}, notice() {}, warning() {}, progress() {} }',
        `const told = await withWorld(process.env, reporter, new AbortController().signal, ${wiring}With)`,
        'if (told.failure) throw told.failure',
        "console.log('done')"
    ].join('\n');
};
