// A restore as a process of its own, which a test may kill, hold, or run as another user; it tells how it went as JSON.
import { realProcesses } from "../../src/adapters/process.js";
import { systemClock } from "../../src/adapters/system-clock.js";
import { localTarget } from "../../src/adapters/target/local-target.js";
import { WorkerPool } from "../../src/adapters/workers/pool.js";
import { restoreAll, treeEntries } from "./target-stand.js";
const call = JSON.parse(process.argv[2] ?? '');
const { signal } = new AbortController();
const pool = new WorkerPool(call.workerScript, 2, signal);
const isRoot = process.getuid?.() === 0;
const target = localTarget(call.target, {
    processes: realProcesses(process.env, signal),
    pool,
    clock: systemClock,
    isRoot
});
let left = [];
const tell = (told) => {
    process.stdout.write(`${JSON.stringify(told)}\n`);
};
try {
    const outcomes = await restoreAll(target, call.snapshot, treeEntries(call.snapshot), {
        keepOwners: isRoot,
        method: call.method ?? 'auto',
        from: call.from ?? 'snapshot',
        before: async (step, restoring) => {
            if (step === 'put') {
                process.stdout.write('begun\n');
                if (call.remove !== undefined)
                    left = await restoring.remove(call.remove);
            }
            // Something must keep the process alive for that.
            if (step === call.holdAt)
                await new Promise(resolve => setTimeout(resolve, 600_000));
        }
    });
    tell({ put: outcomes.map(({ put }) => put), left });
}
catch (error) {
    const { kind = 'defect', message, stack } = error;
    tell({ kind, message: kind === 'defect' ? `${stack}` : message });
}
finally {
    await pool.close();
}
