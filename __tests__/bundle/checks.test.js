// What is refused before anything is written: the volume is listed before and after, and the message says what to do.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fakeTools, onlyTools } from "../support/fake-tools.js";
import { missingImage, missingTmpfs, mountImage, mountTmpfs } from "../support/loop-image.js";
import { listingWithoutTimes } from "../support/series-state.js";
import { itUnless } from "../support/skip-aloud.js";
import { figure, output, stand, succeeded } from "../support/volumes.js";
let here;
const mounted = [];
const use = (volume) => {
    mounted.push(volume);
    return volume.at;
};
beforeEach(() => {
    here = stand();
    mkdirSync(join(here.workspace, 'build'));
    writeFileSync(join(here.workspace, 'build/file'), 'content');
});
afterEach(() => {
    for (const each of mounted.splice(0))
        each.remove();
    here.remove();
});
/** The one error of a run that failed, after making sure that it left the volume as it was. */
async function refusal(inputs = {}, env = {}) {
    const volume = inputs.volume ?? here.volume;
    const before = listingWithoutTimes(volume);
    const result = await here.run(inputs, { env });
    expect(listingWithoutTimes(volume)).toEqual(before);
    return errorOf(result);
}
function errorOf(result) {
    expect(result.outcome).toBe('failure');
    expect(result.exitCode).toBe(1);
    expect(result.leftBehind).toEqual([]);
    expect(result.log).not.toContain('Unexpected error');
    const errors = result.parsed.annotations.filter(({ name }) => name === 'error');
    expect(errors).toHaveLength(1);
    return errors[0]?.message ?? '';
}
describe('the machine', () => {
    it('without rsync: how it is installed here', async () => {
        const PATH = onlyTools(join(here.scratch, 'bin'), ['flock']);
        expect(await refusal({}, { PATH })).toMatch(/^rsync is not installed .*\n {2}\S+.* rsync$/);
    });
    it('without flock', async () => {
        const PATH = onlyTools(join(here.scratch, 'bin'), ['rsync', 'find', 'xargs', 'rm', 'touch', 'sync', 'du']);
        expect(await refusal({}, { PATH })).toMatch(/^Tools of util-linux that lock.*\n {2}\S+.* util-linux$/);
    });
    it('with tools that lack the options that are used', async () => {
        const busybox = 'echo "BusyBox v1.36.1 multi-call binary." >&2; exit 1';
        const PATH = fakeTools(join(here.scratch, 'bin'), { rm: busybox, find: busybox });
        expect(await refusal({}, { PATH })).toMatch(/^Tools of findutils, coreutils .*\n {2}\S+.* findutils coreutils$/);
    });
    it.each([
        ['an old rsync', "echo 'rsync  version 3.1.2  protocol version 31'", /^rsync 3\.1\.2 is too old; 3\.1\.3 or newer/],
        ['openrsync', "echo 'openrsync: protocol version 29'", /^The rsync of this machine is openrsync/],
        ['another program', 'echo ::error::hello', /does not say its version \("\\x3a:error::hello\\n"\)/]
    ])('with %s', async (_, rsync, expected) => {
        const PATH = fakeTools(join(here.scratch, 'bin'), { rsync });
        expect(await refusal({}, { PATH })).toMatch(expected);
    });
});
describe('the volume', () => {
    it('is missing: never made', async () => {
        rmSync(here.volume, { recursive: true });
        expect(errorOf(await here.run())).toMatch(/^The volume ".*" does not exist\. Is it mounted\?/);
        expect(readdirSync(here.scratch)).not.toContain('volume');
    });
    it('is a file, or below one', async () => {
        const volume = join(here.scratch, 'file');
        writeFileSync(volume, '');
        expect(errorOf(await here.run({ volume }))).toMatch(/is not a directory/);
        expect(errorOf(await here.run({ volume: join(volume, 'below') }))).toMatch(/does not exist/);
    });
    it('is not marked: how it is marked by hand', async () => {
        rmSync(join(here.volume, '.snapshot-volume.json'));
        const message = await refusal();
        expect(message).toMatch(/is not marked as a volume/);
        const command = message.split('\n').at(-1)?.trim() ?? '';
        execFileSync('sh', ['-c', command]);
        expect(output(succeeded(await here.run()), 'status')).toBe('created');
    });
    it('has a damaged marker', async () => {
        truncateSync(join(here.volume, '.snapshot-volume.json'), 5);
        expect(await refusal()).toMatch(/^The marker of the volume/);
    });
    it('is not a mount of its own, and has to be', async () => {
        expect(await refusal({ 'require-mount': 'true' })).toMatch(/is not a mount of its own: it lies on \//);
    });
    itUnless(missingImage('ext4'))('is mounted read-only', async () => {
        const image = mountImage('ext4');
        const volume = use(image);
        writeFileSync(join(volume, '.snapshot-volume.json'), '{"format":1}\n');
        image.remount('ro');
        expect(await refusal({ volume })).toMatch(/cannot be written by the runner's user.*not mounted read-only/);
    });
    itUnless(missingImage('exfat'))('cannot hold links', async () => {
        const volume = use(mountImage('exfat'));
        expect(await refusal({ volume })).toMatch(/cannot hold symlinks .*ext4, xfs, btrfs or NFS/);
        expect(await refusal({ volume, 'require-hardlinks': 'false' })).toMatch(/cannot hold symlinks/);
    });
    it.each([
        ['lies inside the source', { path: '..' }, /contains the volume/],
        ['holds the source', { path: '../volume/sub' }, /lies inside the volume/]
    ])('%s', async (_, inputs, expected) => {
        mkdirSync(join(here.volume, 'sub'));
        writeFileSync(join(here.volume, 'sub/file'), '');
        expect(await refusal(inputs)).toMatch(expected);
    });
});
describe('the source', () => {
    it.each([
        ['is missing', { path: 'none' }, /^The source none does not exist.*Did the build run/],
        ['is empty', { path: 'empty' }, /^The source empty holds no files/],
        ['is partly missing', { path: 'build\nnone' }, /^The source none does not exist/]
    ])('%s', async (_, inputs, expected) => {
        mkdirSync(join(here.workspace, 'empty/sub'), { recursive: true });
        expect(await refusal(inputs)).toMatch(expected);
    });
});
describe('room', () => {
    const itOnExt4 = itUnless(missingImage('ext4'));
    /** A first snapshot, so that a refusal after it has nothing to make. */
    const withSeries = async (volume) => {
        expect(output(succeeded(await here.run({ volume })), 'status')).toBe('created');
    };
    itOnExt4('is not enough for the bytes: both figures are named', async () => {
        const volume = use(mountImage('ext4', { megabytes: 16 }));
        await withSeries(volume);
        writeFileSync(join(here.workspace, 'build/large'), Buffer.alloc(50_000_000, 1));
        const message = await refusal({ volume });
        expect(message).toMatch(/has no room for this snapshot: it needs about 47\.\d MiB .*, and (\d|1\d)\.\d MiB are free/);
        // The holes of a sparse file need no room.
        truncateSync(join(here.workspace, 'build/large'), 0);
        truncateSync(join(here.workspace, 'build/large'), 50_000_000);
        expect(figure(succeeded(await here.run({ volume })), 'bytes')).toBe(50_000_007);
    });
    itOnExt4('is not enough for the number of files', async () => {
        const volume = use(mountImage('ext4', { megabytes: 16, make: ['-N', '64'] }));
        await withSeries(volume);
        for (let file = 0; file < 100; file++)
            writeFileSync(join(here.workspace, `build/f${file}`), String(file));
        expect(await refusal({ volume })).toMatch(/has too few inodes for this snapshot: it needs about 10\d .*, and \d\d are free/);
    });
    itOnExt4('is not there at all: not a byte', async () => {
        const volume = use(mountImage('ext4', { megabytes: 16 }));
        await withSeries(volume);
        const fill = 'cat /dev/zero > filler 2>/dev/null; while touch "filler$((n=n+1))"; do :; done 2>/dev/null';
        execFileSync('sh', ['-c', fill], { cwd: volume });
        expect(await refusal({ volume })).toMatch(/room|space|full/i);
    });
    itUnless(missingTmpfs())('is not there at all: not an inode', async () => {
        const volume = use(mountTmpfs('size=10m,nr_inodes=40'));
        await withSeries(volume);
        execFileSync('sh', ['-c', 'while touch "filler$((n=n+1))"; do :; done 2>/dev/null'], { cwd: volume });
        expect(await refusal({ volume })).toMatch(/room|space|full|inodes/i);
    });
});
