// A directory seen through sshfs, without a server on the network: sshfs talks to an sftp-server that it starts itself.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRoot, missingTool } from "../../support/skip-aloud.js";
const server = ['/usr/lib/openssh/sftp-server', '/usr/libexec/openssh/sftp-server', '/usr/lib/ssh/sftp-server'].find(file => existsSync(file));
export function missingSshfs() {
    if (!isRoot)
        return 'root, to mount by sshfs';
    if (server === undefined)
        return "sftp-server, which is not installed (Debian's openssh-sftp-server)";
    const tool = missingTool('sshfs', 'sshfs');
    if (tool !== undefined)
        return tool;
    try {
        mountSshfs([]).remove();
        return undefined;
    }
    catch (error) {
        return `a mount of sshfs, which does not work here (${String(error)})`;
    }
}
export function mountSshfs(options) {
    const scratch = mkdtempSync(join(tmpdir(), 'sshfs-'));
    const [at, far, ssh] = [join(scratch, 'mnt'), join(scratch, 'far'), join(scratch, 'ssh')];
    for (const directory of [at, far])
        mkdirSync(directory);
    writeFileSync(ssh, `#!/bin/sh\nexec ${server ?? 'false'}\n`);
    chmodSync(ssh, 0o755);
    const { status, stderr } = spawnSync('sshfs', ['-o', [`ssh_command=${ssh}`, ...options].join(','), `nowhere:${far}`, at], {
        encoding: 'utf8',
        // It stays, and would keep our own streams open.
        stdio: ['ignore', 'ignore', 'pipe'],
        timeout: 20_000
    });
    if (status !== 0) {
        rmSync(scratch, { recursive: true });
        throw new Error(`sshfs ended with ${String(status)}: ${stderr.trim()}`);
    }
    return {
        at,
        remount: () => {
            throw new Error('sshfs is not mounted again');
        },
        remove: () => {
            if (spawnSync('umount', [at]).status !== 0)
                spawnSync('umount', ['--lazy', at]);
            rmSync(scratch, { recursive: true, force: true });
        }
    };
}
