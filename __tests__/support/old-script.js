// The backup script that many people have: rsync into a directory named by date, linked against the link `latest`.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readlinkSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
/** Files of a site, a few of which are others each day. */
export function site(directory, day) {
    for (const [index, folder] of ['a', 'a/b', 'c'].entries()) {
        mkdirSync(join(directory, folder), { recursive: true });
        for (let file = 0; file < 10; file++) {
            const changes = index === 0 && file === 0;
            const path = join(directory, folder, `f${file}`);
            writeFileSync(path, `${folder} ${file} ${changes ? day : 'same'} ${'x'.repeat(3000)}`);
            // What is not changed has its old time, as on a site that nobody builds.
            const seconds = 1_700_000_000 + (changes ? day * 86_400 : 0) + file / 8;
            utimesSync(path, seconds, seconds);
        }
    }
    writeFileSync(join(directory, `only-${day}`), String(day));
    rmSync(join(directory, 'link'), { force: true });
    symlinkSync('a/f1', join(directory, 'link'));
}
/** One night: the tree, and then the link. */
export function oldBackup(source, backups, name, options = ['-a']) {
    mkdirSync(backups, { recursive: true });
    const latest = join(backups, 'latest');
    const before = lastOf(latest);
    const link = before === undefined ? [] : [`--link-dest=../${before}`];
    execFileSync('rsync', [...options, ...link, `${source}/`, `${join(backups, name)}/`]);
    rmSync(latest, { force: true });
    symlinkSync(name, latest);
    return join(backups, name);
}
function lastOf(latest) {
    try {
        return readlinkSync(latest);
    }
    catch {
        // The first night there is none.
        return undefined;
    }
}
/** Several nights, `2024-01-10_12:00:00` and on. */
export function oldHistory(source, backups, nights) {
    return Array.from({ length: nights }, (_, night) => {
        site(source, night);
        const name = `2024-01-${10 + night}_12:00:00`;
        oldBackup(source, backups, name);
        return name;
    });
}
