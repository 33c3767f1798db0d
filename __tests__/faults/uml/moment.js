// Loaded into the action's Node in a guest (`--import`): at a chosen call it stops for ever, says so, or runs a program.
import childProcess from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const moments = JSON.parse(process.env.MOMENTS ?? '[]');
const passed = new Set();
/** Which argument tells what the call is about. */
const subject = {
    createWriteStream: ([path]) => String(path),
    fsyncSync: ([fd]) => fs.readlinkSync(`/proc/self/fd/${String(fd)}`),
    linkSync: ([, path]) => String(path),
    renameSync: ([, path]) => String(path),
    spawn: ([file, args]) => [file, ...(Array.isArray(args) ? args : [])].join(' '),
    symlinkSync: ([, path]) => String(path)
};
for (const call of new Set(moments.map(moment => moment.call))) {
    const home = (call === 'spawn' ? childProcess : fs);
    const real = home[call];
    if (real === undefined)
        throw new Error(`node has no ${call}`);
    const { spawnSync } = childProcess;
    const reach = (when, about) => {
        for (const moment of moments) {
            if (moment.call !== call || moment.when !== when || passed.has(moment))
                continue;
            if (!new RegExp(moment.matching).test(about))
                continue;
            passed.add(moment);
            if (moment.then === 'halt' || moment.then === 'say')
                fs.writeFileSync('/dev/console', '@moment\n');
            if (moment.then === 'halt')
                Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
            if (moment.then === 'halt' || moment.then === 'say')
                continue;
            const { status, stderr } = spawnSync('sh', ['-c', moment.then], { encoding: 'utf8' });
            if (status !== 0)
                throw new Error(`${moment.then}: ${stderr}`);
        }
    };
    home[call] = (...args) => {
        const about = subject[call](args);
        reach('before', about);
        const result = real.apply(home, args);
        reach('after', about);
        return result;
    };
}
syncBuiltinESMExports();
