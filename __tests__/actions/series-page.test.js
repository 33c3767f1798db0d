// The page as runs write it: by the snapshot action when asked for, by a listing, and never at the cost of a snapshot.
import { beforeEach, expect, test } from '@jest/globals';
import { Failure } from "../../src/core/failure.js";
import { defaultPolicy } from "../../src/core/retention/policy.js";
import { seriesName, seriesPath, World } from "../support/fakes/world.js";
let world;
beforeEach(() => {
    world = new World();
    world.source.write('file', 'content');
});
const page = () => world.disk.at(`${seriesPath}/index.html`)?.data;
test('written after the snapshot when asked for, and not otherwise', async () => {
    await world.take();
    expect(page()).toBeUndefined();
    const { snapshot } = await world.take({ page: true });
    expect(page()).toContain(`id="s-${snapshot}"`);
    expect(page()).toContain(seriesName);
    // By the rules of this very run.
    expect(page()).toContain('keep-last: 7');
    expect(page()).toMatch(/goes about \d{4}-\d\d-\d\d/);
});
test('also when nothing changed', async () => {
    const { snapshot } = await world.take();
    expect((await world.take({ page: true, skipIfUnchanged: true })).status).toBe('unchanged');
    expect(page()).toContain(`id="s-${snapshot}"`);
});
test('without retention no fate is told', async () => {
    await world.take({ page: true, retention: { prune: false, policy: defaultPolicy, space: {} } });
    expect(page()).toContain('No retention is applied here');
});
test('a page that cannot be written is a warning: the snapshot is there', async () => {
    world.volume.pageFails = new Failure('volume', 'index.html is not ours');
    const report = await world.take({ page: true });
    expect(report.status).toBe('created');
    expect(report.warnings).toEqual(['The page of the series could not be written: index.html is not ours']);
});
