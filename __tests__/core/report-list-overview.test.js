// All series of a volume at a glance: a row each, with the newest snapshot, and what is none of ours counted apart.
import { expect, it } from '@jest/globals';
import { listOverview } from "../../src/core/report/list-overview.js";
import { someRecord } from "../support/records.js";
const [older, newer] = ['2026-11-19T02-00-00Z', '2026-11-20T02-00-00Z'];
const listed = (series, id, more = {}) => ({
    series,
    id,
    path: `/mnt/vault/${series}/${id}`,
    record: someRecord(id, { files: 1234, bytes: 2048, bytesAdded: 1024 }),
    isLatest: id === newer,
    ...more
});
const foreign = {
    series: 'app',
    id: '2024-01-01T00-00-00Z',
    path: '/mnt/vault/app/2024-01-01T00-00-00Z',
    isLatest: false
};
const reportOf = (series, snapshots, notes = []) => ({
    volume: '/mnt/vault',
    name: '**',
    isPattern: true,
    series,
    snapshots,
    startedAt: '2026-11-20T12:00:00.000Z',
    durationMs: 12,
    warnings: [],
    notes,
    run: {},
    program: '1.0.0'
});
it('has a row for each series', () => {
    const report = reportOf(['app', 'empty', 'other/long'], [listed('app', newer), listed('app', older), listed('other/long', newer)]);
    expect(listOverview(report)).toEqual([
        '3 series on /mnt/vault',
        '3 snapshots; give the name of a series to see its own.',
        '',
        'Series      Snapshots  Newest                Files     Size  Stored in all',
        'app                 2  2026-11-20T02-00-00Z  1,234  2.0 KiB        2.0 KiB',
        'empty               0  none                      0      0 B            0 B',
        'other/long          1  2026-11-20T02-00-00Z  1,234  2.0 KiB        1.0 KiB'
    ]);
});
it('counts apart what is none of ours, and says what else is worth knowing', () => {
    const report = reportOf(['app'], [listed('app', newer), foreign], ['1 tree was not taken by this program.']);
    expect(listOverview(report).slice(3)).toEqual([
        'Series  Snapshots  Others  Newest                Files     Size  Stored in all',
        'app             1       1  2026-11-20T02-00-00Z  1,234  2.0 KiB        1.0 KiB',
        '',
        '- 1 tree was not taken by this program.'
    ]);
});
it('lets no name do anything', () => {
    const name = '\x1b[31m::x##[y]';
    // eslint-disable-next-line no-control-regex -- the range is meant
    expect(listOverview(reportOf([name], [listed(name, newer)])).join('')).not.toMatch(/[\x00-\x1f]|##\[/);
});
