// What a report says of the series as a whole: what lies there and is none of ours is counted, and told.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { summaryAsText } from "../../src/core/report/log.js";
import { seriesPath, World } from "../support/fakes/world.js";
let world;
beforeEach(() => {
    world = new World();
    world.source.write('a', 'a');
});
describe('directories that look like snapshots', () => {
    test.each([
        [
            ['2026-11-01T12-00-00Z'],
            '- 1 directory here looks like a snapshot but has no readable record; it is left alone.'
        ],
        [
            ['2026-11-01T12-00-00Z', '2026-11-02T12-00-00Z'],
            '- 2 directories here look like snapshots but have no readable record; they are left alone.'
        ]
    ])('without a record: %j', async (foreign, sentence) => {
        for (const id of foreign)
            world.disk.write(`${seriesPath}/${id}/theirs`, 'by hand');
        for (const inputs of [{ dryRun: true }, {}, { skipIfUnchanged: true }]) {
            const report = await world.take(inputs);
            expect(report.foreign).toBe(foreign.length);
            expect(summaryAsText(report)).toContain(sentence);
        }
    });
    test('are none in a series of ours', async () => {
        await world.take();
        const report = await world.take();
        expect(report).toMatchObject({ foreign: 0, totals: { snapshots: 2 } });
        expect(summaryAsText(report)).not.toContain('look like snapshots');
    });
});
