// A series with a past: real snapshots, given the ids of earlier days, and more days linked from them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { encodeManifest } from "../../src/core/manifest/manifest.js";
import { snapshotsIn } from "./series-state.js";
import { manifestOf, succeeded } from "./volumes.js";
const manifestFile = (series, id) => join(series, '.snapshots/manifests', `${id}.mtree.gz`);
const recordFile = (series, id) => join(series, '.snapshots/records', `${id}.json`);
/** Writes what is beside a tree as if it had always had this id, which is in the record and in the manifest. */
function describe(series, from, to) {
    const record = readFileSync(recordFile(series, from), 'utf8');
    writeFileSync(recordFile(series, to), record.replaceAll(from, to));
    const { entries } = manifestOf(series, from);
    const name = JSON.parse(record).series;
    const text = Array.from(encodeManifest({ id: to, series: name }, entries)).join('');
    writeFileSync(manifestFile(series, to), gzipSync(text));
}
/** Another snapshot of the same files, every one a link. */
export function addDay(series, from, to) {
    execFileSync('cp', ['-al', join(series, from), join(series, to)]);
    describe(series, from, to);
}
/** A snapshot as if it had been taken at another time. */
export function moveTo(series, from, to) {
    renameSync(join(series, from), join(series, to));
    describe(series, from, to);
    for (const file of [recordFile(series, from), manifestFile(series, from)])
        rmSync(file);
}
/** Changes the record of a snapshot. */
export function mark(series, id, fields) {
    const record = JSON.parse(readFileSync(recordFile(series, id), 'utf8'));
    writeFileSync(recordFile(series, id), `${JSON.stringify({ ...record, ...fields })}\n`);
}
/** `2026-10-03T02-00-00Z`: the n-th day of October. */
export const day = (number) => `2026-10-${String(number).padStart(2, '0')}T02-00-00Z`;
const files = 12;
/**
 * A series of days in October, taken for real from a build of which some files stay, one is new each time, and one
 * directory is deep; then one taken today. Gives all ids, the oldest first.
 */
export async function takeDays(stand, name, days) {
    const build = join(stand.workspace, 'build');
    const series = join(stand.volume, name);
    for (const [index, number] of [...days, undefined].entries()) {
        rmSync(build, { recursive: true, force: true });
        for (const directory of ['some', 'deep/er/down'])
            mkdirSync(join(build, directory), { recursive: true });
        for (let at = 0; at < files; at++)
            writeFileSync(join(build, 'some', `same-${at}`), `same ${at}`.repeat(1000 * at));
        writeFileSync(join(build, 'deep/er/down/same'), 'deep');
        writeFileSync(join(build, 'some/new'), `${name} ${index}`.repeat(2000));
        succeeded(await stand.run({ name, prune: 'false' }));
        const taken = snapshotsIn(series).at(-1) ?? '';
        if (number !== undefined)
            moveTo(series, taken, day(number));
    }
    return snapshotsIn(series);
}
