// One run of a built action in a scene: with programs put in front of the real ones, below strace, with a clock of its own.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startBundle } from "../../support/bundle-process.js";
import { parseLog } from "../../support/log-commands.js";
import { repositoryRoot } from "../../support/runner-environment.js";
const folders = {
    snapshot: '.',
    prune: 'prune',
    restore: 'restore',
    verify: 'verify',
    list: 'list'
};
/** Missing where an action is not built here. */
export const missingAction = (action) => existsSync(join(repositoryRoot, 'dist', action, 'index.js')) ? undefined : `dist/${action}, which is not built here`;
/** Generous: no run of this suite is meant to take more than some seconds. */
const limitMs = 90_000;
/** Starts it, for a body that does something to it meanwhile. */
export const startCall = (here, call) => startBundle(here, {
    ...(call.action === undefined || call.action === 'snapshot'
        ? {}
        : { action: join(repositoryRoot, folders[call.action]) }),
    ...(call.inputs && { inputs: call.inputs }),
    ...(call.under && { under: call.under }),
    env: { ...call.env, ...preloaded(call) }
});
/** Runs it to its end. */
export async function runCall(here, call) {
    if (call.cancel !== undefined)
        return await runCancelled(here, call, call.cancel);
    const startedAt = performance.now();
    const { child, ended } = startCall(here, call);
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
    const result = await ended;
    clearTimeout(timer);
    return asRan(result, performance.now() - startedAt);
}
export const asRan = (ended, durationMs = 0) => ({
    ...ended,
    annotations: parseLog(ended.log).annotations,
    durationMs
});
async function runCancelled(here, call, cancel) {
    if (call.under !== undefined || (call.action ?? 'snapshot') !== 'snapshot')
        throw new Error('only the snapshot action, under nothing, is cancelled as the runner does');
    const result = await here.run(call.inputs, { env: { ...call.env, ...preloaded(call) }, cancel });
    const { exitCode, signal, log, outputs, durationMs, cancelledAfterMs } = result;
    return {
        ...{ exitCode, signal, log, outputs, durationMs, annotations: result.parsed.annotations },
        ...(cancelledAfterMs === undefined ? {} : { cancelledAfterMs })
    };
}
function preloaded({ clock, preload = [] }) {
    const modules = [...(clock === undefined ? [] : ['clock']), ...preload];
    if (modules.length === 0)
        return {};
    const imports = modules.map(name => `--import=${join(import.meta.dirname, 'preload', `${name}.ts`)}`);
    return {
        NODE_OPTIONS: ['--no-warnings', ...imports].join(' '),
        ...(clock !== undefined && 'offsetMs' in clock ? { CLOCK_OFFSET_MS: String(clock.offsetMs) } : {}),
        ...(clock !== undefined && 'frozenMs' in clock ? { CLOCK_FROZEN_MS: String(clock.frozenMs) } : {})
    };
}
