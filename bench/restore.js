// Measures getting it back, with the built bundle: a full restore against `rsync -a`, verify against sha256sum run in parallel.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAction } from "../__tests__/support/runner.js";
import { repositoryRoot } from "../__tests__/support/runner-environment.js";
import { compare, told } from "./measure.js";
const rounds = Number(process.env.ROUNDS ?? 5);
/** What is restored: this project's own installed packages, unless another tree is given. */
const original = process.env.TREE ?? join(repositoryRoot, 'node_modules');
const scratch = mkdtempSync(join(tmpdir(), 'snapshot-bench-'));
const at = (name) => join(scratch, name);
const [workspace, volume, tempDir] = [at('workspace'), at('volume'), at('temp')];
for (const directory of [workspace, volume, tempDir])
    mkdirSync(directory);
writeFileSync(join(volume, '.snapshot-volume.json'), '{"format":1}\n');
const name = 'acme/widgets/build/main';
const latest = join(volume, name, 'latest');
const action = async (folder, inputs) => {
    const result = await runAction({
        action: join(repositoryRoot, folder),
        workspace,
        tempDir,
        contexts: { matrix: null },
        inputs: { volume, name, ...inputs }
    });
    if (result.outcome !== 'success')
        throw new Error(result.log);
    return result;
};
const shell = (script, ...args) => {
    execFileSync('sh', ['-euc', script, 'sh', ...args], { stdio: 'ignore' });
};
/** A fresh place to restore into, its disk quiet. */
const emptied = (directory) => () => {
    rmSync(directory, { recursive: true, force: true });
    shell('sync --file-system "$1"', scratch);
};
try {
    const build = join(workspace, 'build');
    // Two builds: in the second snapshot every file is a link that carries another mtime than its source had.
    for (const version of ['first', 'second']) {
        if (existsSync(build))
            rmSync(build, { recursive: true });
        shell('cp -R -- "$1" "$2"', original, build);
        writeFileSync(join(build, 'build.txt'), version);
        await action('.', { path: 'build', 'exclude-secrets': 'false' });
    }
    const restore = {
        name: 'restore',
        prepare: emptied(at('ours')),
        run: () => action('restore', { path: at('ours') })
    };
    const rsync = {
        name: 'rsync -a',
        prepare: emptied(at('theirs')),
        run: () => {
            shell('rsync -a -- "$1/" "$2/"', latest, at('theirs'));
        }
    };
    console.log(told('full restore', restore, rsync, await compare(restore, rsync, rounds), 1));
    const again = { name: 'restore', run: () => action('restore', { path: at('ours') }) };
    const rsyncAgain = {
        name: 'rsync -ac',
        run: () => {
            shell('rsync -ac -- "$1/" "$2/"', latest, at('theirs'));
        }
    };
    console.log(told('into what matches', again, rsyncAgain, await compare(again, rsyncAgain, rounds), 1));
    const verify = { name: 'verify', run: () => action('verify', { snapshot: 'latest' }) };
    const sums = {
        name: 'sha256sum in parallel',
        run: () => {
            shell('find "$1/" -type f -print0 | xargs -0 -P"$(nproc)" -n64 sha256sum', latest);
        }
    };
    console.log(told('verify', verify, sums, await compare(verify, sums, rounds), 1 / 0.9));
}
finally {
    rmSync(scratch, { recursive: true, force: true });
}
