// The input that names a snapshot: what core reads from it, and the word that was meant where one was misspelt.
import { expect, it } from '@jest/globals';
import { parseSnapshotSelector } from "../../src/inputs/selector.js";
it.each([
    ['latest', { by: 'latest' }],
    ['2026-11-19', { by: 'id', start: '2026-11-19' }],
    ['tag:release', { by: 'tag', word: 'release' }]
])('reads %s', (text, value) => {
    expect(parseSnapshotSelector(text)).toEqual({ ok: true, value });
});
it.each([
    ['comit:8843d7f', 'commit:8843d7f'],
    ['Commit:8843d7f', 'commit:8843d7f'],
    ['befor:2026-11-19', 'before:2026-11-19'],
    ['tags:a', 'tag:a'],
    ['lastest', 'latest'],
    ['Latest', 'latest'],
    ['1234567', 'run:1234567']
])('asks of %s whether it was %s', (text, meant) => {
    expect(parseSnapshotSelector(text)).toEqual({
        ok: false,
        why: expect.stringMatching(`^is not a way to name a snapshot: .*<moment>; did you mean "${meant}"\\?$`)
    });
});
it.each(['', 'newest', 'sha:8843d7f', ':', '2026-13', 'before:soon', 'commit:', 'commit'])('asks nothing of "%s"', text => {
    expect(parseSnapshotSelector(text)).toEqual({ ok: false, why: expect.not.stringContaining('did you mean') });
});
