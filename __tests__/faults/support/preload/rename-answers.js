// Loaded into the action's Node (`--import`): a rename that is done, and then answered with RENAME_ANSWER, once, where the
// new path matches RENAME_TO. A server does so that repeats a request whose answer was lost.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const { RENAME_TO: to, RENAME_ANSWER: code } = process.env;
const real = fs.renameSync;
let isDue = to !== undefined;
fs.renameSync = (from, target) => {
    real(from, target);
    if (!isDue || !new RegExp(to ?? '').test(String(target)))
        return;
    isDue = false;
    const message = `${code ?? ''}: answered after it was done, rename '${String(from)}' -> '${String(target)}'`;
    throw Object.assign(new Error(message), { code, syscall: 'rename' });
};
syncBuiltinESMExports();
