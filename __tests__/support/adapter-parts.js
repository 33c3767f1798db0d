// The adapters' own dependencies for tests: real worker threads over the sources, real processes, a place on the disk.
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realProcesses } from "../../src/adapters/process.js";
import { systemClock } from "../../src/adapters/system-clock.js";
import { WorkerPool } from "../../src/adapters/workers/pool.js";
import { repositoryRoot } from "./runner-environment.js";
import { isRoot } from "./skip-aloud.js";
export const workerScript = join(repositoryRoot, 'src/worker.ts');
/** To be closed: `await parts.pool.close()`. */
export function adapterParts(env = process.env) {
    const stop = new AbortController();
    return {
        stop,
        processes: realProcesses(env, stop.signal),
        pool: new WorkerPool(workerScript, 2, stop.signal),
        clock: systemClock,
        isRoot
    };
}
/** A fresh directory below the system's temporary one, with these directories in it. */
export function scratchWith(...directories) {
    const scratch = mkdtempSync(join(tmpdir(), 'snapshot-adapters-'));
    for (const directory of directories)
        mkdirSync(join(scratch, directory), { recursive: true });
    return scratch;
}
