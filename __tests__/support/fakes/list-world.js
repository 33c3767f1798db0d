// A world of several series, for the list action: after every run it is as it was.
import { expect } from '@jest/globals';
import { list } from "../../../src/actions/list.js";
import { Failure } from "../../../src/core/failure.js";
import { PruneWorld } from "./prune-world.js";
import { RecordingReporter } from "./reporter.js";
export const freedOf = ({ snapshots }) => snapshots.map(({ bytesFreed }) => bytesFreed);
export const recordFile = (name, id) => `/mnt/backup/${name}/.snapshots/records/${id}.json`;
export class ListWorld extends PruneWorld {
    /** Nothing on the volume changes, and no lock is taken or waited for. */
    async list(name, inputs = {}) {
        this.reporter = new RecordingReporter();
        const { volume, machine, clock, reporter } = this;
        const all = { volume: '/mnt/backup', isDefaultName: false, measure: 'auto', html: false, summary: true };
        const before = this.disk.dump('/mnt/backup');
        const since = clock.monotonicMs();
        try {
            const ports = { volume, machine, clock, reporter };
            const report = await list({ ...all, name, ...inputs }, this.context, ports, '1.2.3');
            expect(reporter.warnings).toEqual(report.warnings);
            return report;
        }
        finally {
            expect(this.disk.dump('/mnt/backup')).toEqual(before);
            expect(clock.monotonicMs()).toBe(since);
        }
    }
    /** The message of the failure that a listing ends with. */
    async listFails(name, inputs = {}) {
        try {
            await this.list(name, inputs);
        }
        catch (error) {
            if (error instanceof Failure)
                return error.message;
            throw error;
        }
        throw new Error('the run was to fail');
    }
    /** From now on every series differs so from what it is in memory. */
    seriesDiffers(differs) {
        const series = this.volume.series.bind(this.volume);
        this.volume.series = name => ({ ...series(name), ...differs(series(name)) });
    }
}
