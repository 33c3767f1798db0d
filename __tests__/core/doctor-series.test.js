// What doctor makes of a series: its age, its link, its lock, and what is not as a run would leave it.
import { expect, it } from '@jest/globals';
import { row } from "./doctor-examples.js";
const held = { state: 'held', holder: 'run 17' };
const cases = [
    ['is not there', 'snapshots', { exists: false }, 'warning', /no series web/],
    ['is not there, so nothing else is', 'latest', { exists: false }, 'skipped', /no series/],
    ['is fresh', 'snapshots', {}, 'ok', /^12 snapshots, the newest 24 h 00 min old/],
    ['is a few days old', 'snapshots', { newest: '2026-11-17T02-00-00Z' }, 'ok', /3 days old/],
    [
        'is old',
        'snapshots',
        { newest: '2026-11-10T02-00-00Z', snapshots: 1 },
        'warning',
        /^1 snapshot, the newest 10 days old/
    ],
    ['is of the future', 'snapshots', { newest: '2026-12-01T02-00-00Z' }, 'warning', /dated in the future/],
    ['has no complete one', 'snapshots', {}, 'warning', /none that is complete/, 'newest'],
    ['has a latest that leads to it', 'latest', {}, 'ok', /^points to 2026-11-19T02-00-00Z$/],
    [
        'has a latest that lags',
        'latest',
        { latest: { state: 'link', target: 'old' } },
        'warning',
        /^points to old, not to 2026/
    ],
    ['has no latest', 'latest', { latest: { state: 'absent', target: '' } }, 'warning', /missing/],
    [
        'has a directory for latest',
        'latest',
        { latest: { state: 'blocked', target: 'a directory' } },
        'failure',
        /is a directory, not a link/
    ],
    [
        'has no latest and nothing to point to',
        'latest',
        { latest: { state: 'absent', target: '' } },
        'ok',
        /^absent/,
        'current'
    ],
    ['has a latest and nothing to point to', 'latest', {}, 'warning', /no complete snapshot/, 'current'],
    [
        'has damaged records',
        'records',
        { damaged: [{ id: 'x', why: 'it is no JSON' }] },
        'warning',
        /^1 record cannot be used: x \(it is no JSON\)/
    ],
    ['has foreign trees', 'foreign', { foreign: ['a', 'b'] }, 'warning', /^2 trees without a record: a, b$/],
    ['is free', 'lock', {}, 'ok', /^free$/],
    ['is being written', 'lock', { lock: held }, 'ok', /^held by run 17$/],
    ['has a lock that cannot be tried', 'lock', { lock: { state: 'unknown', why: 'no locks' } }, 'skipped', /^no locks$/],
    ['has what was begun', 'leftovers', { partial: ['a'] }, 'warning', /^begun: a$/],
    [
        'has what was half deleted',
        'leftovers',
        { partial: ['a'], trash: ['b', 'c'] },
        'warning',
        /^begun: a; half deleted: b, c$/
    ],
    ['has nothing but what was half deleted', 'leftovers', { trash: ['b'] }, 'warning', /^half deleted: b$/],
    [
        'has what is being written',
        'leftovers',
        { partial: ['a'], lock: held },
        'ok',
        /^begun: a, of the run that is writing now$/
    ]
];
it.each(cases)('a series that %s', (...[, key, series, result, found, without]) => {
    const judged = row(`series-${key}`, { series, ...(without === undefined ? {} : { without }) });
    expect([judged.result, judged.found]).toEqual([result, expect.stringMatching(found)]);
    const isTrouble = result === 'warning' || result === 'failure';
    expect([judged.why !== undefined, judged.mend !== undefined]).toEqual([isTrouble, isTrouble]);
});
