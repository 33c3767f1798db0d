// The picture of what stays, day by day.
import { expect, it } from '@jest/globals';
import { calendarText } from "../../src/core/retention/calendar.js";
import { judge } from "../../src/core/retention/judge.js";
import { afterAll, idOf, nights, policyOf } from "./retention-examples.js";
const verdict = (day, decision) => ({
    id: idOf(day),
    decision
});
const legend = ['', '█ a snapshot of that day stays  ░ all of that day go  · there is none'];
const head = '         1   5    10   15   20   25   30';
it('has a row for each month and a character for each day it really has', () => {
    const verdicts = judge(nights(100), policyOf({ keepDaily: 7, keepWeekly: 5, keepMonthly: 3 }), afterAll);
    expect(calendarText(verdicts).split('\n')).toEqual([
        head,
        '2026-08  ······················░░░░░░░░░',
        '2026-09  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░█',
        '2026-10  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░█',
        '2026-11  ░░░░░░░█░░░░░░█░░░░░░█░███████',
        ...legend
    ]);
});
it('shows a day as kept when any snapshot of it stays, in whatever order they come', () => {
    const both = [verdict('2024-02-29 08:00', 'remove'), verdict('2024-02-29 09:00', 'keep')];
    for (const verdicts of [both, both.toReversed()]) {
        expect(calendarText(verdicts).split('\n')[1]).toBe(`2024-02  ${'·'.repeat(28)}█`);
    }
});
it('shows one or two empty months, and counts more', () => {
    const verdicts = ['2024-12-31', '2025-02-01', '2025-05-01', '2025-09-01', '2036-01-01'].map(day => verdict(day, 'keep'));
    expect(calendarText(verdicts).split('\n')).toEqual([
        head,
        `2024-12  ${'·'.repeat(30)}█`,
        `2025-01  ${'·'.repeat(31)}`,
        `2025-02  █${'·'.repeat(27)}`,
        `2025-03  ${'·'.repeat(31)}`,
        `2025-04  ${'·'.repeat(30)}`,
        `2025-05  █${'·'.repeat(30)}`,
        '…        3 months without a snapshot',
        `2025-09  █${'·'.repeat(29)}`,
        '…        123 months without a snapshot',
        `2036-01  █${'·'.repeat(30)}`,
        ...legend
    ]);
});
it('is right about the first year there is', () => {
    expect(calendarText([verdict('0000-02-29', 'keep')]).split('\n')[1]).toBe(`0000-02  ${'·'.repeat(28)}█`);
});
it('is nothing for no snapshots, and refuses what is none', () => {
    expect(calendarText([])).toBe('');
    expect(() => calendarText([{ id: 'old', decision: 'keep' }])).toThrow('"old" is no snapshot id');
});
