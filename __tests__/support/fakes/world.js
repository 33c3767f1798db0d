// A whole world for the snapshot action: a build's output, a volume, a machine, a clock. After every run its promises are checked.
import { expect } from '@jest/globals';
import { takeSnapshot } from "../../../src/actions/snapshot.js";
import { Failure } from "../../../src/core/failure.js";
import { decodeManifest } from "../../../src/core/manifest/manifest-reader.js";
import { decodeRecord } from "../../../src/core/record-text.js";
import { defaultPolicy } from "../../../src/core/retention/policy.js";
import { isSnapshotId } from "../../../src/core/snapshot-id.js";
import { isSameTime } from "../../../src/core/stored-time.js";
import { SteppableClock } from "./clock.js";
import { Disk } from "./disk.js";
import { DebianMachine } from "./machine.js";
import { RecordingReporter } from "./reporter.js";
import { MemorySource, sha256 } from "./source.js";
import { MemoryVolume } from "./volume.js";
export const seriesName = 'acme/app/build/main';
export const seriesPath = `/mnt/backup/${seriesName}`;
/** What the defaults of action.yml come to. */
const defaults = {
    volume: '/mnt/backup',
    name: seriesName,
    path: ['dist'],
    root: '/ws',
    include: [],
    exclude: [],
    excludeSecrets: true,
    oneFileSystem: false,
    compare: 'content',
    linkFrom: [],
    requireHardlinks: true,
    requireMount: false,
    ifNoFilesFound: 'error',
    skipIfUnchanged: false,
    onVanished: 'error',
    tags: [],
    pin: false,
    verify: false,
    rsyncArgs: [],
    readOnly: 'auto',
    lockTimeoutMs: 600_000,
    dryRun: false,
    retention: { prune: true, policy: defaultPolicy, space: {} },
    page: false,
    summary: true
};
export class World {
    clock = new SteppableClock('2026-11-20T02:00:00Z');
    source;
    volume;
    machine;
    /** Published snapshots that retention is expected to remove; any other must outlive every run as it is. */
    mayGo = new Set();
    /** Of the latest run. */
    reporter = new RecordingReporter();
    context = { run: { runId: '17' }, workspace: '/ws', tempDir: '/tmp' };
    constructor({ isRoot = false } = {}) {
        this.machine = new DebianMachine(isRoot);
        this.source = new MemorySource(new Disk(this.clock, '/ws'), '/ws/dist', isRoot);
        this.volume = new MemoryVolume('/mnt/backup', this.clock, this.source, isRoot ? 0 : 1001);
        this.volume.disk.write('/mnt/backup/canary/of-others', 'not ours');
    }
    get disk() {
        return this.volume.disk;
    }
    /** Takes a snapshot a day after the last thing that happened. */
    async take(inputs = {}) {
        this.clock.step(24 * 3_600_000);
        const before = this.#lasting();
        this.reporter = new RecordingReporter();
        const { volume, source, machine, clock, reporter } = this;
        const ports = { volume, source, machine, clock, reporter };
        try {
            const report = await takeSnapshot({ ...defaults, ...inputs }, this.context, ports, '1.2.3');
            if (report.status === 'created')
                this.#expectWhole(report);
            return report;
        }
        finally {
            this.#expectUntouched(before, inputs.name ?? seriesName);
        }
    }
    /** The failure that a run ends with; any other error, and a run that goes well, fails the test. */
    async fails(inputs = {}) {
        try {
            const { status } = await this.take(inputs);
            throw new Error(`the run was to fail, and its status is ${status}`);
        }
        catch (error) {
            if (error instanceof Failure)
                return { kind: error.kind, message: error.message };
            throw error;
        }
    }
    /** Published snapshots of a series, oldest first. */
    ids(series = seriesName) {
        return this.disk.names(`/mnt/backup/${series}`).filter(isSnapshotId);
    }
    latest(series = seriesName) {
        return this.disk.at(`/mnt/backup/${series}/latest`)?.data;
    }
    record(id, series = seriesName) {
        return decodeRecord(this.#text(series, `records/${id}.json`));
    }
    manifest(id, series = seriesName) {
        return decodeManifest([this.#text(series, `manifests/${id}.mtree`)]).entries;
    }
    /** Contents by path: of a snapshot, or of the build's output. Directories are not listed. */
    contents(top) {
        const disk = top.startsWith('/ws') ? this.source.disk : this.disk;
        return Object.fromEntries(disk.under(top).flatMap(([path, { type, data }]) => (type === 'dir' ? [] : [[path, data]])));
    }
    stored(id, series = seriesName) {
        return this.contents(`/mnt/backup/${series}/${id}`);
    }
    built() {
        return this.contents('/ws/dist');
    }
    /** What only a failed or clearing run leaves nothing of. */
    leftovers(series = seriesName) {
        return this.disk.names(`/mnt/backup/${series}/.snapshots/partial`);
    }
    #text(series, file) {
        const text = this.disk.at(`/mnt/backup/${series}/.snapshots/${file}`)?.data;
        if (text === undefined)
            throw new Error(`there is no ${file}`);
        return text;
    }
    /** Everything no run may change: all published snapshots, and whatever else is on the volume. */
    #lasting() {
        return this.disk.dump('/mnt/backup').filter(line => {
            const [path = '', type] = line.split(' ');
            const isPublished = /\/\d{4}-[^/]*Z[^/]*(\/|$)/.test(path) && !path.includes('/.snapshots/');
            return isPublished || (type === 'file' && path.startsWith('canary/'));
        });
    }
    #expectUntouched(before, series) {
        const after = new Set(this.#lasting());
        const isToStay = (line) => ![...this.mayGo].some(id => line.includes(`/${id}`));
        expect(before.filter(line => isToStay(line) && !after.has(line))).toEqual([]);
        // The lock is free again, unless another run holds it.
        expect(this.volume.locks.get(series)?.freeAfterMs).not.toBe(Infinity);
        const latest = this.latest(series);
        if (latest !== undefined && this.disk.at(`/mnt/backup/${series}/latest`)?.type === 'link')
            expect(this.ids(series)).toContain(latest);
    }
    /** A new snapshot equals its manifest and its record, and its figures are those of its inodes. */
    #expectWhole({ series, snapshot, counts, bytes, causes, totals }) {
        const top = `/mnt/backup/${series}/${snapshot}`;
        const manifest = this.manifest(snapshot, series);
        expect(this.disk.under(top).map(([path]) => path)).toEqual(manifest.flatMap(({ path }) => (path === '.' ? [] : [path])).sort((a, b) => (a < b ? -1 : 1)));
        for (const entry of manifest) {
            const inode = this.disk.at(entry.path === '.' ? top : `${top}/${entry.path}`);
            expect([entry.path, inode?.type, inode?.mode]).toEqual([entry.path, entry.type, entry.mode]);
            expect(isSameTime(inode?.mtimeNs ?? 0n, entry.storedMtimeNs)).toBe(true);
            if (entry.type === 'file')
                expect([entry.path, sha256(inode?.data ?? '')]).toEqual([entry.path, entry.sha256]);
            if (entry.owner !== undefined)
                expect([inode?.uid, inode?.gid]).toEqual([entry.owner.uid, entry.owner.gid]);
        }
        expect(this.latest(series)).toBe(snapshot);
        expect(this.record(snapshot, series)).toMatchObject({ id: snapshot, ...counts, ...bytes });
        expect(counts.filesLinked + counts.filesCopied).toBe(counts.files);
        expect(causes.reduce((sum, { files }) => sum + files, 0)).toBe(counts.filesCopied);
        expect(causes.reduce((sum, cause) => sum + cause.bytes, 0)).toBe(bytes.bytes - bytes.bytesLinked);
        expect(bytes.bytesOnDisk).toBe(this.disk.usage(top));
        expect(totals.bytesOnDisk).toBe(this.disk.usage(`/mnt/backup/${series}`));
    }
}
