// A world of several series, for the prune action: snapshots are taken into it, and after every run its promises are checked.
import { expect } from '@jest/globals';
import { prune } from "../../../src/actions/prune.js";
import { Failure } from "../../../src/core/failure.js";
import { emptyPolicy } from "../../../src/core/retention/policy.js";
import { RecordingReporter } from "./reporter.js";
import { World } from "./world.js";
/** What only one of the snapshots that are taken here holds: its directory, and a file of two blocks. */
export const ownBytes = 3 * 4096;
export const keepLast = (count, space = {}) => ({
    retention: { policy: { ...emptyPolicy, keepLast: count }, space }
});
export const idsOf = (report, decision) => report.series.flatMap(({ snapshots }) => snapshots.filter(one => one.decision === decision).map(({ id }) => id));
export class PruneWorld extends World {
    /** Takes one snapshot a day; of each, a file that stays as it is and one that is new. All ids, the oldest first. */
    async takeSome(name, count, more = {}) {
        for (let at = 0; at < count; at++) {
            this.source.write('same', 's'.repeat(5000));
            this.source.write('other', `${name} ${this.clock.now().toISOString()}`.padEnd(5000));
            await this.take({ linkFrom: [], ...more, name, retention: { prune: false, policy: emptyPolicy, space: {} } });
        }
        return this.ids(name);
    }
    /** With `keep-last: 2` unless other rules are given. */
    async prune(name, inputs = {}) {
        this.reporter = new RecordingReporter();
        const { volume, machine, clock, reporter } = this;
        const all = { volume: '/mnt/backup', isDefaultName: false, lockTimeoutMs: 600_000, dryRun: false, summary: true };
        const canary = this.disk.dump('/mnt/backup/canary');
        const latest = new Map((await volume.seriesNames()).map(series => [series, this.latest(series)]));
        const asked = { ...all, ...keepLast(2), name, ...inputs };
        try {
            return await prune(asked, this.context, { volume, machine, clock, reporter }, '1.2.3');
        }
        finally {
            expect(this.disk.dump('/mnt/backup/canary')).toEqual(canary);
            for (const [series, id] of latest)
                if (id !== undefined)
                    expect(this.ids(series)).toContain(id);
            for (const { freeAfterMs } of volume.locks.values())
                expect(freeAfterMs).not.toBe(Infinity);
        }
    }
    /** The failure that a prune ends with. */
    async pruneFails(name, inputs = {}) {
        try {
            await this.prune(name, inputs);
        }
        catch (error) {
            if (error instanceof Failure)
                return error.message;
            throw error;
        }
        throw new Error('the run was to fail');
    }
}
