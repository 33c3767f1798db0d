// A world in which stored snapshots can be damaged and verified; a verification itself never changes what is stored.
import { expect } from '@jest/globals';
import { verify } from "../../../src/actions/verify.js";
import { snapshotsOf } from "../../../src/core/report/verify-model.js";
import { RecordingReporter } from "./reporter.js";
import { seriesName, seriesPath, World } from "./world.js";
const defaults = {
    volume: '/mnt/backup',
    name: seriesName,
    isDefaultName: false,
    snapshot: 'all',
    subset: { by: 'all' },
    onDamage: 'fail',
    lockTimeoutMs: 600_000,
    dryRun: false,
    summary: true
};
export class VerifyWorld extends World {
    /** Three snapshots of three files that stay as they are and one that is of each; all ids, the oldest first. */
    async takeThree(name = seriesName) {
        this.source.write('lib/a.js', 'a'.repeat(5000));
        this.source.write('lib/b.js', 'b'.repeat(6000));
        this.source.write('top', 't'.repeat(100));
        for (const version of ['1', '2', '3']) {
            this.source.write('version', version);
            await this.take({ name });
        }
        return this.ids(name);
    }
    async verify(inputs = {}, seed = 'seed') {
        this.reporter = new RecordingReporter();
        this.volume.read.length = 0;
        const { volume, machine, clock, reporter } = this;
        const own = /\.snapshots\/(damaged\.json|lock)?|\.snapshots dir/;
        const stored = () => this.disk.dump('/mnt/backup').filter(line => !own.test(line));
        const before = stored();
        try {
            return await verify({ ...defaults, ...inputs }, this.context, { volume, machine, clock, reporter }, '1.2.3', seed);
        }
        finally {
            expect(stored()).toEqual(before);
            expect(this.volume.readers.size).toBe(0);
            for (const { freeAfterMs } of volume.locks.values())
                expect(freeAfterMs).not.toBe(Infinity);
        }
    }
    /** The absolute path of something stored. */
    at(id, path, series = seriesPath) {
        return `${series}/${id}/${path}`;
    }
    ino(id, path) {
        return this.disk.at(this.at(id, path))?.ino ?? 0n;
    }
    /** What is noted beside the series. */
    known(name = seriesName) {
        const text = this.disk.at(`/mnt/backup/${name}/.snapshots/damaged.json`)?.data;
        return text === undefined ? [] : JSON.parse(text).damaged;
    }
}
/** Each damage in a line: what, where, in which snapshots. */
export const found = (report) => report.damaged.map(damage => `${damage.kind} ${damage.path}: ${snapshotsOf(damage, report.isPattern).join(' ')}`);
