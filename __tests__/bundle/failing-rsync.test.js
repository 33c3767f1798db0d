// An rsync that fails while it copies: each way of failing has its own words, and none of them publishes anything.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { fakeRsyncCopy, fakeTools } from "../support/fake-tools.js";
import { listing, snapshotsIn, troubleIn } from "../support/series-state.js";
import { contentDifferences } from "../support/trees.js";
import { output, stand, succeeded } from "../support/volumes.js";
let here;
let series = '';
let first = '';
let before;
beforeEach(async () => {
    here = stand();
    mkdirSync(join(here.workspace, 'build/dir'), { recursive: true });
    writeFileSync(join(here.workspace, 'build/old'), 'old');
    series = join(here.volume, 'acme/widgets/build/main');
    first = output(succeeded(await here.run()), 'snapshot');
    before = listing(join(series, first));
    for (const name of ['new', 'dir/newer'])
        writeFileSync(join(here.workspace, 'build', name), name);
});
afterEach(() => {
    here.remove();
});
const cases = [
    ['23 with nothing done', 'echo "rsync: [sender] no" >&2; exit 23', /could not.*\n(.*\n)*.*rsync: \[sender\] no/],
    ['23 and no word', 'exit 23', /could not/],
    [
        '23 with all done but a directory',
        '"$real" "$@"; echo "rsync: failed to set times on x" >&2; exit 23',
        /could not.*\n.*failed to set times/
    ],
    ['11', 'exit 11', /^rsync failed: a file could not be read or written.*\(exit code 11\)/],
    [
        '11 for want of space',
        'echo "rsync: write failed: No space left on device (28)" >&2; exit 11',
        /^The volume is full/
    ],
    [
        '12',
        'echo "rsync error: error in rsync protocol data stream" >&2; exit 12',
        /^rsync failed: the other rsync went away.*\(exit code 12\)\n {2}rsync error/
    ],
    ['20', 'exit 20', /^rsync failed: rsync was stopped by a signal.*\(exit code 20\)/],
    ['a kill', 'kill -9 $$', /^rsync failed: rsync was killed by signal 9 \(exit code 137\)/],
    ['0 with nothing done', 'exit 0', /could not be stored/],
    [
        '0 with other bytes stored',
        '"$real" "$@"; for last; do :; done; [ ! -e "$last/new" ] || { touch -r "$last/new" "$last/../t"; printf wen > "$last/new"; touch -r "$last/../t" "$last/new"; rm "$last/../t"; }',
        /could not be stored|read back/
    ],
    ['hostile words', 'printf "::error::x\\n##[error]y\\n\\033[2J" >&2; exit 12', /\(exit code 12\)/]
];
it.each(cases)('%s', async (_, script, message) => {
    const env = { PATH: fakeTools(join(here.scratch, 'bin'), { rsync: fakeRsyncCopy(script) }) };
    const result = await here.run({ verify: 'true' }, { env });
    expect(result).toMatchObject({ outcome: 'failure', exitCode: 1, outputs: {} });
    expect(result.parsed.annotations).toMatchObject([
        { name: 'error', message: expect.stringMatching(message) }
    ]);
    expect(result.parsed.unknown).toEqual([]);
    expect(snapshotsIn(series)).toEqual([first]);
    expect(listing(join(series, first))).toEqual(before);
    expect(troubleIn(series)).toEqual([]);
    const next = succeeded(await here.run());
    expect(contentDifferences(join(here.workspace, 'build'), output(next, 'snapshot-path'))).toBe('');
});
it('one that fails once is asked again, and the snapshot is whole', async () => {
    const once = join(here.scratch, 'once');
    const script = `[ -e ${once} ] && exec "$real" "$@"; touch ${once}; echo "rsync: no" >&2; exit 23`;
    const env = { PATH: fakeTools(join(here.scratch, 'bin'), { rsync: fakeRsyncCopy(script) }) };
    const result = succeeded(await here.run({}, { env }));
    expect(contentDifferences(join(here.workspace, 'build'), output(result, 'snapshot-path'))).toBe('');
    expect(troubleIn(series)).toEqual([]);
});
