// What a filled tree tells that someone must act on: each cause in words for one file and for several, and the limits of it.
import { describe, expect, test } from '@jest/globals';
import { cannotDelete, findings } from "../../src/actions/findings.js";
import { someRecord } from "../support/records.js";
const id = '2026-11-20T02-00-00Z';
const withCause = (cause, files) => ({
    ...someRecord(id),
    causes: [{ cause, files, bytes: 1 }]
});
describe('why files were not linked', () => {
    test.each([
        [
            'link-limit',
            1,
            'One file could not be linked, because its stored file has as many links as the filesystem allows. A fresh copy was stored. Nothing needs to be done: later snapshots link to this copy, so the room is paid for once.'
        ],
        [
            'link-limit',
            2,
            '2 files could not be linked, because their stored files have as many links as the filesystem allows. Fresh copies were stored. Nothing needs to be done: later snapshots link to these copies, so the room is paid for once.'
        ],
        [
            'other-filesystem',
            1,
            'One file could not be linked, because the base lies on another filesystem. A fresh copy was stored. Keep a series on one filesystem.'
        ],
        [
            'other-filesystem',
            1200,
            '1,200 files could not be linked, because the base lies on another filesystem. Fresh copies were stored. Keep a series on one filesystem.'
        ],
        [
            'altered',
            1,
            'One file could not be linked, because the base no longer holds what was stored: something changed or removed it inside an old snapshot. A fresh copy was stored, so the new snapshot is right; the old ones are damaged.'
        ],
        [
            'refused',
            2,
            '2 files could not be linked, because the kernel or the filesystem refused it. Fresh copies were stored. Let one user own all snapshots of a series.'
        ]
    ])('%s, %d', (cause, files, sentence) => {
        expect(findings({}, withCause(cause, files))).toEqual([sentence]);
    });
    test.each(['new', 'content', 'mode', 'owner', 'mtime'])('%s is no finding', cause => {
        expect(findings({}, withCause(cause, 2))).toEqual([]);
    });
});
describe('what cannot be deleted', () => {
    const left = ['rm: a', 'rm: b', 'rm: c', 'rm: d', 'rm: e'];
    test.each([
        [1, 'rm: a'],
        [2, 'rm: a; rm: b'],
        [4, 'rm: a; rm: b; rm: c and 1 more'],
        [5, 'rm: a; rm: b; rm: c and 2 more']
    ])('%d of it', (count, listed) => {
        expect(cannotDelete(left.slice(0, count))).toBe(`Some of what was to be deleted could not be, and is tried again by the next run: ${listed}`);
    });
});
