// The words by which somebody names a snapshot: each is read as one thing, and anything else is refused with what could be written.
import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { parseSelector, selectorText } from "../../src/core/selector.js";
import { snapshotId } from "../../src/core/snapshot-id.js";
const sha = '8843d7f92416211de9ebb963ff4ce28125932878';
describe('means', () => {
    test.each([
        ['latest', { by: 'latest' }],
        ['2026', { by: 'id', start: '2026' }],
        ['2026-', { by: 'id', start: '2026-' }],
        ['2026-1', { by: 'id', start: '2026-1' }],
        ['2026-11-19', { by: 'id', start: '2026-11-19' }],
        ['2024-02-29', { by: 'id', start: '2024-02-29' }],
        ['2026-11-19T02', { by: 'id', start: '2026-11-19T02' }],
        ['2026-11-19T02-00-00Z', { by: 'id', start: '2026-11-19T02-00-00Z' }],
        ['2026-11-19T02-00-00Z-', { by: 'id', start: '2026-11-19T02-00-00Z-' }],
        ['2026-11-19T02-00-00Z-1', { by: 'id', start: '2026-11-19T02-00-00Z-1' }],
        ['2026-11-19T02-00-00Z-12', { by: 'id', start: '2026-11-19T02-00-00Z-12' }],
        [`commit:${sha}`, { by: 'commit', sha }],
        ['commit:8843D7F', { by: 'commit', sha: '8843d7f' }],
        [`commit:${'a'.repeat(64)}`, { by: 'commit', sha: 'a'.repeat(64) }],
        ['run:7000000017', { by: 'run', id: '7000000017' }],
        ['tag:release', { by: 'tag', word: 'release' }],
        ['tag:v1.2_rc-3', { by: 'tag', word: 'v1.2_rc-3' }],
        ['before:2026-11-19', { by: 'before', momentMs: Date.parse('2026-11-19') }],
        ['before:2026-11-19T02:00+01:00', { by: 'before', momentMs: Date.parse('2026-11-19T01:00Z') }],
        ['before:2026-11-19T02-00-00Z', { by: 'before', momentMs: Date.parse('2026-11-19T02:00:00Z') }],
        ['before:2026-11-19T02-00-00Z-2', { by: 'before', momentMs: Date.parse('2026-11-19T02:00:00Z') + 1 / 16 }]
    ])('%s: %j', (text, selector) => {
        expect(parseSelector(text)).toEqual({ ok: true, selector });
    });
});
describe('refuses', () => {
    test.each([
        [
            'what is nothing of all that',
            ['', 'newest', 'Latest', 'latest ', 'v1.2', 'commit', ':', ':2026', 'sha:8843d7f', '2026:']
        ],
        [
            'what no id starts with',
            ['202', '20', '2026-13', '2026-2', '2026-11-32', '2026-02-3', '2026-02-30', '2026-11-19T24', '2026-11-19T3']
        ],
        [
            'what is nearly an id',
            [
                '2026-11-19T02:00',
                '2026-11-19 02',
                '2026-11-19t02',
                '2026-11-19T02-00-00Z-0',
                '2026-11-19T02-00-00Z\n',
                ' 2026'
            ]
        ]
    ])('%s', (_, texts) => {
        for (const text of texts) {
            expect([text, parseSelector(text)]).toEqual([
                text,
                {
                    ok: false,
                    why: 'is not a way to name a snapshot: write latest, an id or the start of one (2026-11-19, 2026-11-19T02), commit:<sha>, run:<id>, tag:<word> or before:<moment>'
                }
            ]);
        }
    });
    test.each([
        ['7000000017', 'run:7000000017'],
        [sha, `commit:${sha}`],
        ['8843d7f', 'commit:8843d7f']
    ])('%s alone, and asks whether it was %s', (text, meant) => {
        expect(parseSelector(text)).toEqual({ ok: false, why: expect.stringMatching(`; did you mean "${meant}"\\?$`) });
    });
    test.each([
        [
            /^names no commit: after "commit:" comes a SHA/,
            ['commit:', 'commit:abc', 'commit:main', `commit:${'a'.repeat(65)}`, 'commit: abcd', 'commit:abcd\n']
        ],
        [
            /^names no run: after "run:" come the digits/,
            ['run:', 'run:17a', 'run:-1', `run:${'1'.repeat(21)}`, 'run:17/attempts/1']
        ],
        [
            /^names no tag: after "tag:" come up to 64/,
            ['tag:', 'tag:a b', 'tag:-a', `tag:${'a'.repeat(65)}`, 'tag:a\nb', 'tag:tag:a']
        ],
        [/^names no moment: write a date/, ['before:', 'before:latest', 'before:2026-11-19T02-00']],
        [/^does not say of which time zone it is/, ['before:2026-11-19T02:00']],
        [/^is a moment that no calendar/, ['before:2026-02-30']]
    ])('%s', (why, texts) => {
        for (const text of texts)
            expect([text, parseSelector(text)]).toEqual([text, { ok: false, why: expect.stringMatching(why) }]);
    });
});
const id = fc
    .tuple(fc.date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }), fc.integer({ min: 1, max: 9999 }))
    .map(([moment, serial]) => snapshotId(moment, () => false) + (serial === 1 ? '' : `-${serial}`));
it('takes every start of every id from the year on', () => {
    fc.assert(fc.property(id, fc.integer({ min: 4, max: 30 }), (whole, length) => {
        const start = whole.slice(0, length);
        expect(parseSelector(start)).toEqual({ ok: true, selector: { by: 'id', start } });
    }));
});
it('is read again as the same from what it says of itself', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
    const text = fc.oneof(fc.constant('latest'), id, fc.stringMatching(/^[0-9a-f]{4,64}$/).map(start => `commit:${start}`), fc.stringMatching(/^[0-9]{1,20}$/).map(run => `run:${run}`), word.map(tag => `tag:${tag}`), id.map(one => `before:${one}`));
    fc.assert(fc.property(text, one => {
        const read = parseSelector(one);
        if (!read.ok)
            throw new Error(read.why);
        const again = parseSelector(selectorText(read.selector));
        // A message says a moment to the millisecond.
        const whole = (selector) => selector.by === 'before' ? { ...selector, momentMs: Math.floor(selector.momentMs) } : selector;
        expect(again).toEqual({ ok: true, selector: whole(read.selector) });
    }));
});
