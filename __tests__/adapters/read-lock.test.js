// A snapshot that is being read, with the kernel's real locks: any number of readers, no removal, and no word of a dead one.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { prune } from "../../src/actions/prune.js";
import { tryLock } from "../../src/adapters/volume/lock.js";
import { localVolume } from "../../src/adapters/volume/local-volume.js";
import { Failure } from "../../src/core/failure.js";
import { pruneLog } from "../../src/core/report/prune-log.js";
import { emptyPolicy } from "../../src/core/retention/policy.js";
import { adapterParts, scratchWith } from "../support/adapter-parts.js";
import { until } from "../support/alive.js";
import { DebianMachine } from "../support/fakes/machine.js";
import { RecordingReporter } from "../support/fakes/reporter.js";
import { fakeTools } from "../support/fake-tools.js";
import { mountBind } from "../support/loop-image.js";
import { publishOne, recordOf } from "../support/published.js";
import { listing } from "../support/series-state.js";
import { itUnless, missingRoot } from "../support/skip-aloud.js";
const parts = adapterParts();
let scratch = '';
let volume = '';
let series;
const [older, newest] = ['2026-11-18T00-00-00Z', '2026-11-19T00-00-00Z'];
const readers = [];
beforeEach(async () => {
    scratch = scratchWith('volume');
    volume = join(scratch, 'volume');
    writeFileSync(join(volume, '.snapshot-volume.json'), '{"format":1}\n');
    series = localVolume(volume, parts).series('s');
    const lock = await series.lock('us', 0, () => undefined);
    for (const id of [older, newest])
        await publishOne(series, id, ['some']);
    await lock.release();
});
afterEach(() => {
    for (const reader of readers.splice(0))
        reader.kill('SIGKILL');
    rmSync(scratch, { recursive: true });
});
afterAll(() => parts.pool.close());
const record = (id) => join(series.path, '.snapshots/records', `${id}.json`);
const openDescriptors = () => readdirSync('/proc/self/fd').length;
const ids = async () => (await series.list()).map(({ id }) => id);
async function trash(...doomed) {
    const lock = await series.lock('us', 0, () => undefined);
    try {
        return await series.trash(doomed);
    }
    finally {
        await lock.release();
    }
}
/** Another process that reads; what it does ends with it. */
async function otherReader(id) {
    const reader = spawn('flock', ['--shared', record(id), 'sh', '-c', 'echo reading; exec sleep 1000'], {
        stdio: ['ignore', 'pipe', 'inherit'],
        detached: true
    });
    readers.push(reader);
    await new Promise(resolve => reader.stdout.once('data', resolve));
    return reader;
}
describe('while a snapshot is read', () => {
    it('others may read it, and it is held until the last one has ended', async () => {
        const [one, two] = await Promise.all([series.read(older), series.read(older)]);
        expect(await series.isBeingRead(older)).toBe(true);
        await one.release();
        expect(await series.isBeingRead(older)).toBe(true);
        const third = await series.read(older);
        await Promise.all([two.release(), third.release()]);
        expect(await series.isBeingRead(older)).toBe(false);
    });
    it('it is not removed, while others are, and it is once nobody reads it any more', async () => {
        const reader = await series.read(older);
        expect(await trash(older, newest)).toEqual({ trashed: [newest], beingRead: [older] });
        expect(await ids()).toEqual([older]);
        await reader.release();
        expect(await trash(older)).toEqual({ trashed: [older], beingRead: [] });
        expect(await ids()).toEqual([]);
    });
    it('it is held by another process as well, and free when that is killed', async () => {
        const other = await otherReader(older);
        const ours = await series.read(older);
        await ours.release();
        expect(await trash(older)).toEqual({ trashed: [], beingRead: [older] });
        process.kill(-(other.pid ?? 0), 'SIGKILL');
        const isFree = () => spawnSync('flock', ['--nonblock', record(older), 'true']).status === 0;
        expect(await until(isFree, 2000)).toBe(true);
        expect(await trash(older)).toEqual({ trashed: [older], beingRead: [] });
    });
    it('a prune leaves it, and says so', async () => {
        const reader = await series.read(older);
        const run = () => {
            const retention = { policy: { ...emptyPolicy, keepLast: 1 }, space: {} };
            const inputs = {
                volume,
                name: 's',
                isDefaultName: false,
                retention,
                lockTimeoutMs: 0,
                dryRun: false,
                summary: true
            };
            const { clock } = parts;
            const ports = {
                volume: localVolume(volume, parts),
                machine: new DebianMachine(true),
                clock,
                reporter: new RecordingReporter()
            };
            return prune(inputs, { run: {}, workspace: scratch, tempDir: scratch }, ports, '1.2.3');
        };
        const report = await run();
        expect(report.series[0]?.snapshots).toContainEqual(expect.objectContaining({ id: older, decision: 'keep', reasons: ['being read'] }));
        expect(pruneLog(report)).toContain(`- Being read, and so left for the next run: \`${older}\`.`);
        expect(await ids()).toEqual([newest, older]);
        await reader.release();
        await run();
        expect(await ids()).toEqual([newest]);
    });
});
describe('a snapshot that is gone', () => {
    const missing = expect.objectContaining({
        kind: 'missing',
        message: expect.stringMatching(`^The snapshot ${older} of .*/s is not there any more: it was removed meanwhile\\.$`)
    });
    const failure = async (work) => {
        try {
            await work;
        }
        catch (error) {
            if (error instanceof Failure)
                return error;
            throw error;
        }
        return 'it was read';
    };
    it('was removed before', async () => {
        await trash(older);
        expect(await failure(series.read(older))).toEqual(missing);
    });
    it('is in the trash, and its record is still there, as after a crash', async () => {
        renameSync(join(series.path, older), join(series.path, '.snapshots/trash', older));
        expect(await failure(series.read(older))).toEqual(missing);
        expect(await series.isBeingRead(older)).toBe(false);
    });
    it('has a link in its place', async () => {
        renameSync(join(series.path, older), join(scratch, 'elsewhere'));
        symlinkSync(join(scratch, 'elsewhere'), join(series.path, older));
        expect(await failure(series.read(older))).toEqual(missing);
    });
    it.each([
        ['is removed while we wait for its lock', false],
        ['is removed while we wait, and another one of that name is there since', true]
    ])('%s', async (_, again) => {
        const claim = openSync(record(older), 'r+');
        expect(await tryLock(parts.processes, claim)).toBe(true);
        const reading = failure(series.read(older));
        // It has opened the record by now, and waits.
        await new Promise(resolve => setTimeout(resolve, 200));
        rmSync(join(series.path, older), { recursive: true });
        rmSync(record(older));
        if (again) {
            mkdirSync(join(series.path, older));
            writeFileSync(record(older), recordOf('s', older));
        }
        closeSync(claim);
        expect(await reading).toEqual(missing);
        if (again)
            await (await series.read(older)).release();
    });
    it('leaves nothing held', async () => {
        const before = openDescriptors();
        renameSync(join(series.path, older), join(series.path, '.snapshots/trash', older));
        for (let at = 0; at < 5; at++)
            await failure(series.read(older));
        expect(await until(() => openDescriptors() <= before, 2000)).toBe(true);
    });
});
it('is refused when a removal holds it without end', async () => {
    const seconds = join(scratch, 'seconds');
    const busy = `while [ $# -gt 0 ]; do [ "$1" = --timeout ] && echo "$2" > '${seconds}'; shift; done; exit 75`;
    const stuck = adapterParts({ PATH: fakeTools(join(scratch, 'bin'), { flock: busy }) });
    await expect(localVolume(volume, stuck).series('s').read(older)).rejects.toMatchObject({
        kind: 'locked',
        message: `The snapshot ${older} is held by a run that removes it. Try again, or read another one.`
    });
    expect(Number(readFileSync(seconds, 'utf8'))).toBeLessThanOrEqual(30);
    await stuck.pool.close();
});
describe('on a volume that cannot be written', () => {
    itUnless(missingRoot())('a snapshot is read, and held for those who can write it', async () => {
        const at = join(scratch, 'read-only');
        mkdirSync(at);
        const mounted = mountBind(volume, at);
        try {
            mounted.remount('bind,ro');
            expect(() => {
                writeFileSync(join(at, 'x'), '');
            }).toThrow('EROFS');
            const before = listing(volume);
            const there = localVolume(at, parts).series('s');
            expect((await there.list()).map(({ id }) => id)).toEqual([newest, older]);
            const reader = await there.read(older);
            expect(await series.isBeingRead(older)).toBe(true);
            expect(listing(volume)).toEqual(before);
            expect(await trash(older)).toEqual({ trashed: [], beingRead: [older] });
            await reader.release();
            expect(await there.isBeingRead(older)).toBe(false);
        }
        finally {
            mounted.remove();
        }
    });
});
