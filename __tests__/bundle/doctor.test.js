// Doctor on real filesystems: what it says is what they do, and nothing of it stays.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { linkLimit } from "../../src/adapters/volume/doctor-links.js";
import { mountDetails } from "../../src/adapters/volume/doctor-place.js";
import { recordOf } from "../support/published.js";
import { missingImage, missingTmpfs, mountImage, mountTmpfs } from "../support/loop-image.js";
import { onlyTools } from "../support/fake-tools.js";
import { listingWithoutTimes } from "../support/series-state.js";
import { itUnless } from "../support/skip-aloud.js";
import { stand } from "../support/volumes.js";
import { runWired } from "../support/wired.js";
let here;
let image;
beforeEach(() => {
    here = stand();
});
afterEach(() => {
    image?.remove();
    image = undefined;
    here.remove();
});
const mark = (volume) => {
    writeFileSync(join(volume, '.snapshot-volume.json'), '{"format":1}\n');
};
const rowsOf = ({ told }) => {
    const { rows } = JSON.parse(told.json);
    return Object.fromEntries(rows.map(row => [row.key, row]));
};
const look = async (volume, more = {}, env = {}) => rowsOf(await runWired('doctor', { volume, ...more }, { env }));
/** A text that matches. */
const like = (pattern) => expect.stringMatching(pattern);
const results = (rows, ...keys) => keys.map(key => rows[key]?.result);
describe.each([
    ['ext4', 65_000, false],
    ['xfs', 70_000, true],
    ['btrfs', undefined, true]
])('%s', (filesystem, links, hasReflinks) => {
    itUnless(missingImage(filesystem))('has all that is needed', async () => {
        image = mountImage(filesystem, { ...(filesystem === 'xfs' ? {} : { megabytes: 160 }) });
        mark(image.at);
        const { told } = await runWired('doctor', { volume: image.at });
        const rows = rowsOf({ told });
        expect(told.failure).toBeUndefined();
        expect(rows.filesystem).toMatchObject({
            value: filesystem,
            found: like(/from `\/dev\/loop\d+` \(rw,/)
        });
        // btrfs has no limit in a file, but one for its names in one directory, which depends on their length.
        if (links !== undefined)
            expect(Number(rows['link-limit']?.value)).toBeGreaterThan(Math.min(links, 10_000));
        expect(rows.reflinks?.value).toBe(hasReflinks);
        expect(rows.timestamps?.value).toBe(1);
        expect(rows['letter-case']?.value).toBe(false);
        expect(results(rows, 'lock', 'lock-of-killed', 'syncfs', 'modes', 'owners', 'rename-over-directory', 'no-follow')).toEqual(Array(7).fill('ok'));
        expect(readdirSync(image.at).filter(name => name.startsWith('.snapshot-doctor'))).toEqual([]);
    });
});
itUnless(missingImage('exfat'))('exfat has neither links nor modes, takes a and A for one, and is told so', async () => {
    image = mountImage('exfat');
    mark(image.at);
    const { told } = await runWired('doctor', { volume: image.at });
    const rows = rowsOf({ told });
    expect(told.failure).toMatchObject({
        kind: 'volume',
        message: like(/hard links: do not work/)
    });
    expect(results(rows, 'hard-links', 'symlinks', 'modes', 'letter-case', 'filesystem')).toEqual([
        'failure',
        'failure',
        'failure',
        'warning',
        'warning'
    ]);
    expect(results(rows, 'link-limit', 'rename-over-symlink', 'no-follow')).toEqual(['skipped', 'skipped', 'skipped']);
    expect(told.log.join('\n')).toMatch(/✗ {2}hard links +do not work: .*\n +Every snapshot would take the room of a full copy\.\n/);
    expect(readdirSync(image.at)).toEqual(['.snapshot-volume.json']);
});
itUnless(missingImage('ext4'))('a volume that is mounted read-only is looked at as far as that goes', async () => {
    image = mountImage('ext4');
    mark(image.at);
    image.remount('ro');
    const rows = await look(image.at);
    expect(rows.writable).toMatchObject({ result: 'failure', found: 'mounted read-only' });
    expect(results(rows, 'volume', 'marker', 'free-space', 'rsync')).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(results(rows, 'hard-links', 'letter-case', 'lock')).toEqual(['skipped', 'skipped', 'skipped']);
});
itUnless(missingTmpfs())('a full volume says so, and what could not be tried', async () => {
    image = mountTmpfs('size=64k,nr_inodes=8');
    mark(image.at);
    for (let file = 0; file < 8; file++) {
        const { status } = spawnSync('sh', ['-c', `head -c 9000 /dev/zero > ${image.at}/f${file}`]);
        if (status !== 0)
            break;
    }
    const rows = await look(image.at);
    expect(rows['free-inodes']).toMatchObject({ result: 'failure' });
    expect(rows['hard-links']).toMatchObject({ result: 'skipped', found: like(/ENOSPC/) });
    expect(rows.filesystem?.result).toBe('warning');
});
it('a directory that is not marked is tried all the same, and left as it was', async () => {
    rmSync(join(here.volume, '.snapshot-volume.json'));
    writeFileSync(join(here.volume, 'f'), 'x');
    const before = listingWithoutTimes(here.volume);
    const rows = await look(here.volume);
    expect(results(rows, 'marker', 'hard-links', 'lock')).toEqual(['failure', 'ok', 'ok']);
    expect(listingWithoutTimes(here.volume)).toEqual(before);
});
it.each([
    ['missing', 'no', /does not exist/],
    ['a file', '.snapshot-volume.json', /not a directory/]
])('a volume that is %s is one failure, and this machine is looked at', async (_, name, found) => {
    const rows = await look(join(here.volume, name), { name: 'web' });
    expect(rows.volume).toMatchObject({ result: 'failure', found: like(found) });
    expect(results(rows, 'hard-links', 'rsync')).toEqual(['skipped', 'ok']);
    expect(rows['series-lock']).toBeUndefined();
});
it('what cannot be tried without a tool says which', async () => {
    const PATH = onlyTools(join(here.scratch, 'bin'), ['sh', 'sleep', 'true']);
    const rows = await look(here.volume, {}, { PATH });
    expect(results(rows, 'tar', 'lock', 'lock-of-killed', 'syncfs', 'timestamps')).toEqual([
        'warning',
        'failure',
        'failure',
        'failure',
        'skipped'
    ]);
    expect([rows.lock?.found, rows.syncfs?.found]).toEqual(['flock is not installed', 'sync is not installed']);
    expect(rows.tar?.mend).toMatch(/^Install it before a restore:\n/);
});
it('what a look left that was killed is cleared by a later one, but not at once', async () => {
    for (const name of ['.snapshot-doctor-old', '.snapshot-doctor-new'])
        mkdirSync(join(here.volume, name));
    writeFileSync(join(here.volume, '.snapshot-doctor-old', 'f'), 'x');
    utimesSync(join(here.volume, '.snapshot-doctor-old'), 1, 1);
    await look(here.volume);
    expect(readdirSync(here.volume).filter(name => name.startsWith('.snapshot-doctor'))).toEqual(['.snapshot-doctor-new']);
});
it('a look that is cancelled leaves nothing', async () => {
    const stop = new AbortController();
    const run = runWired('doctor', { volume: here.volume }, { stop });
    while (!readdirSync(here.volume).some(name => name.startsWith('.snapshot-doctor')))
        await new Promise(resolve => setTimeout(resolve, 2));
    stop.abort();
    await expect(run).rejects.toMatchObject({ kind: 'cancelled' });
    expect(readdirSync(here.volume)).toEqual(['.snapshot-volume.json']);
});
it('links are made until it is enough, or takes too long', () => {
    expect(linkLimit(here.volume, 10, 60_000)).toEqual({ links: 10, reached: false, why: 'there' });
    rmSync(join(here.volume, 'links'), { recursive: true });
    expect(linkLimit(here.volume, 1_000_000, -1)).toMatchObject({
        reached: false,
        why: like(/^after/)
    });
});
it('the options of a mount are those of the last one at its place', () => {
    const table = [
        '36 35 98:0 / /mnt/a\\040b rw,noatime shared:1 - ext4 /dev/x\\040y rw,errors=continue',
        '37 35 98:1 / /mnt/a\\040b ro - nfs4 server:/export ro,vers=4.2'
    ].join('\n');
    expect(mountDetails(table, '/mnt/a b')).toEqual({ mountOptions: ['ro', 'vers=4.2'], source: 'server:/export' });
    expect(mountDetails(table.split('\n')[0] ?? '', '/mnt/a b').source).toBe('/dev/x y');
    expect(mountDetails(table, '/other')).toEqual({ mountOptions: [], source: 'unknown' });
});
describe('a series', () => {
    const series = () => join(here.volume, 'web');
    const own = (...path) => join(series(), '.snapshots', ...path);
    it('that is there: snapshots, foreign ones, damage, leftovers, latest, lock', async () => {
        for (const place of ['records', 'partial/2024-01-05T00-00-00Z', 'trash'])
            mkdirSync(own(place), { recursive: true });
        for (const day of ['01', '02', '03'])
            mkdirSync(join(series(), `2024-01-${day}T00-00-00Z`));
        writeFileSync(own('records/2024-01-01T00-00-00Z.json'), recordOf('web', '2024-01-01T00-00-00Z'));
        writeFileSync(own('records/2024-01-02T00-00-00Z.json'), '{');
        symlinkSync('elsewhere', join(series(), 'latest'));
        writeFileSync(own('lock'), 'run 17\n');
        const free = await look(here.volume, { name: 'web' });
        expect(free['series-snapshots']).toMatchObject({ value: 1 });
        expect(free['series-foreign']).toMatchObject({ value: 1, found: like(/2024-01-03/) });
        expect(free['series-records']).toMatchObject({ value: 1, found: like(/2024-01-02/) });
        expect(free['series-latest']?.found).toBe('points to elsewhere, not to 2024-01-01T00-00-00Z');
        expect([free['series-lock']?.found, free['series-leftovers']?.result]).toEqual(['free', 'warning']);
        const holder = spawn('flock', [own('lock'), 'sh', '-c', 'echo held; sleep 30'], {
            detached: true,
            stdio: ['ignore', 'pipe', 'ignore']
        });
        try {
            await new Promise(resolve => holder.stdout.once('data', resolve));
            const held = await look(here.volume, { name: 'web' });
            expect([held['series-lock']?.found, held['series-leftovers']?.result]).toEqual(['held by run 17', 'ok']);
        }
        finally {
            if (holder.pid !== undefined)
                process.kill(-holder.pid, 'SIGKILL');
        }
    });
    it('that was never written', async () => {
        const rows = await look(here.volume, { name: 'web' });
        expect(results(rows, 'series-snapshots', 'series-lock')).toEqual(['warning', 'skipped']);
        expect(readdirSync(here.volume)).toEqual(['.snapshot-volume.json']);
    });
    it('that nobody has locked yet is free', async () => {
        mkdirSync(own('records'), { recursive: true });
        expect((await look(here.volume, { name: 'web' }))['series-lock']?.found).toBe('free');
    });
});
