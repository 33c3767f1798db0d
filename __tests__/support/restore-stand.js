// A build with all that a tree may have, the restore action run over its snapshots, and what it must come back as.
import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { runAction } from "./runner.js";
import { repositoryRoot } from "./runner-environment.js";
import { contentDifferences } from "./trees.js";
export const restoreFolder = join(repositoryRoot, 'restore');
/** The series that the runner stand-in's own job writes. */
export const seriesName = 'acme/widgets/build/main';
/** Into `out` of the workspace, unless `path` says otherwise. */
export const runRestore = ({ workspace, tempDir, volume }, inputs = {}, more = {}) => runAction({
    action: restoreFolder,
    workspace,
    tempDir,
    contexts: { matrix: null },
    ...more,
    inputs: { volume, name: seriesName, path: 'out', ...inputs }
});
/** Everything of a tree but inodes and the sizes of directories, which tell of their past. */
export const exactly = (tree) => execFileSync('find', [tree, '-printf', '%P %y %m %U:%G %T@ %l'.concat('\\0'), '-type', 'f', '-printf', '%P %s\\0'])
    .toString('latin1')
    .split('\0')
    .sort();
export function expectSame(restored, original) {
    expect(exactly(restored)).toEqual(exactly(original));
    expect(contentDifferences(restored, original)).toBe('');
}
/** A build of files that are there each time, some that change, and all that a tree may have. */
export function makeBuild(build, turn = 1) {
    if (lstatSync(build, { throwIfNoEntry: false }) !== undefined)
        execFileSync('chmod', ['-R', 'u+rwX', build]);
    rmSync(build, { recursive: true, force: true });
    for (const directory of ['lib/deep/er', 'empty', 'locked'])
        mkdirSync(join(build, directory), { recursive: true });
    for (let at = 0; at < 40; at++)
        writeFileSync(join(build, 'lib', `same-${at}`), `same ${at}`.repeat(at * 50));
    writeFileSync(join(build, 'lib/deep/er/changes'), `turn ${turn}`);
    writeFileSync(join(build, `only-${turn}`), 'once');
    writeFileSync(join(build, 'large'), Buffer.alloc(3_000_000, turn % 2));
    writeFileSync(join(build, 'sparse'), 'start');
    truncateSync(join(build, 'sparse'), 5_000_000);
    for (const odd of ['::error::x', '##[error]y', 'new\nline', ' spaces ', '-rf', 'ü', '[id].js', '*'])
        writeFileSync(join(build, 'lib/deep', odd), odd);
    writeFileSync(Buffer.concat([Buffer.from(join(build, 'lib/deep/')), Buffer.of(0xff, 0xfe)]), 'not UTF-8');
    writeFileSync(join(build, 'run.sh'), '#!/bin/sh\n');
    chmodSync(join(build, 'run.sh'), 0o755);
    symlinkSync('same-1', join(build, 'lib/link'));
    symlinkSync('/nowhere/at/all', join(build, 'lib/dangling'));
    symlinkSync('../../..', join(build, 'lib/deep/up'));
    writeFileSync(join(build, 'locked/secretive'), 'mine');
    chmodSync(join(build, 'locked/secretive'), 0o400);
    // Nanoseconds, before 1970 and far ahead; a directory's last, as its own time changes with what is in it.
    const at = (time, path) => {
        execFileSync('touch', ['--no-dereference', `--date=${time}`, join(build, path)]);
    };
    at('2001-02-03 04:05:06.123456789 UTC', 'lib/same-2');
    at('1969-12-31 23:59:59.000000001 UTC', 'lib/same-3');
    at('2100-01-01 00:00:00.999999999 UTC', 'lib/same-4');
    at('1999-09-09 09:09:09.987654321 UTC', 'lib/link');
    at('2010-10-10 10:10:10.101010101 UTC', 'lib/deep');
    chmodSync(join(build, 'locked'), 0o500);
    chmodSync(join(build, 'empty'), 0o2770);
    chmodSync(build, 0o750);
}
/** A copy of the tree as it is, to compare with. */
export function keep({ scratch }, build, as = 'original') {
    const kept = join(scratch, as);
    execFileSync('cp', ['-a', build, kept]);
    return kept;
}
