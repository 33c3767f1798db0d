// Run in a guest: what is wrong with a series after a fault, by the invariants of the whole suite; one line each.
// Usage: check.ts <volume> <series> <directory of what is remembered> begin|faulted|settled
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { snapshotsIn, troubleIn } from "../../support/series-state.js";
import { makeCanary } from "../support/canaries.js";
import { freeze, latestIsWhole, lookOutside, olderAreUnchanged, outsideIsUntouched, wholeSnapshots } from "../support/invariants.js";
const [volume = '', name = '', memory = '', state = ''] = process.argv.slice(2);
const series = join(volume, name);
const outside = { volume, name, canaries: [join(volume, 'beside')], ours: [] };
const seenFile = join(memory, 'seen.json');
const look = () => ({
    snapshots: [...freeze(series)],
    hadLatest: lstatSync(join(series, 'latest'), { throwIfNoEntry: false }) !== undefined,
    outside: lookOutside(outside)
});
/** What a run said it had published, one id a line: the last one is never removed by a rule that keeps the last ones. */
function lostReports() {
    const file = join(memory, 'reported');
    const last = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').at(-1) : undefined;
    if (last === undefined || last === '' || snapshotsIn(series).includes(last))
        return [];
    return [`${last} was reported and is not there`];
}
/** Leftovers and an older `latest` are no trouble after a fault: they are the next run's to clear. */
function trouble(seen) {
    const older = new Map(seen.snapshots);
    return [
        ...wholeSnapshots(series).map(line => `I1 ${line}`),
        ...olderAreUnchanged(series, older, [...older.keys()]).map(line => `I2 ${line}`),
        ...latestIsWhole(series, seen.hadLatest).map(line => `I3 ${line}`),
        ...outsideIsUntouched(outside, seen.outside).map(line => `I4 ${line}`),
        ...(state === 'settled' ? troubleIn(series).map(line => `I5 ${line}`) : []),
        ...lostReports()
    ];
}
if (state === 'begin')
    makeCanary(join(volume, 'beside'));
else {
    const found = trouble(JSON.parse(readFileSync(seenFile, 'utf8')));
    for (const line of found)
        console.log(line);
    process.exitCode = found.length === 0 ? 0 : 1;
}
if (process.exitCode !== 1)
    writeFileSync(seenFile, JSON.stringify(look()));
