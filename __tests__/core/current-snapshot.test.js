// Which snapshot is the current one: the newest, unless a clock was wrong when the newest was named.
import { expect, test } from '@jest/globals';
import { currentSnapshot } from "../../src/core/current-snapshot.js";
import { someRecord } from "../support/records.js";
const [one, two, three] = ['2026-11-18T02-00-00Z', '2026-11-19T02-00-00Z', '2026-11-20T02-00-00Z'];
const now = new Date('2026-11-20T12:00:00Z');
const ahead = '2026-12-01T02-00-00Z';
const on = (id, base) => ({
    id,
    record: someRecord(id, base === undefined ? {} : { base: { id: base } })
});
const foreign = (id) => ({ id });
const chain = [on(three, two), on(two, one), on(one)];
test.each([
    ['nothing there', [], undefined, undefined],
    ['only foreign trees', [foreign(two), foreign(one)], undefined, undefined],
    ['latest points to the newest', chain, three, three],
    ['a run was interrupted before it moved latest', chain, two, three],
    ['there is no latest', chain, undefined, three],
    ['latest points to what is not complete', [foreign(three), on(two, one), on(one)], three, two],
    ['the newest was named by a clock that ran ahead, and latest came after it', [on(three), on(two, three)], two, two],
    ['the same by way of another', [on(three), on(two, one), on(one, three)], two, two],
    ['latest came after one that is still in the future', [on(ahead, two), on(three, ahead), on(two)], three, three],
    ['the newest is in the future, and latest was pruned', [on(ahead), on(two)], undefined, two],
    ['all are in the future', [on(ahead)], undefined, ahead],
    ['a run with a clock far ahead was the last one', [on(ahead, two), on(two)], ahead, ahead],
    ['records that go round in a circle', [on(three, three), on(two, one), on(one, two)], two, three]
])('%s', (_, listed, latest, current) => {
    expect(currentSnapshot(listed, latest, now)?.id).toBe(current);
});
