// The chart of a series: labels that differ and say nothing but a date, values in a unit that reads, bars to scale.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { historyRows, isWorthAChart, lastPoints, mermaidChart, pointLabels, textChart } from "../../src/core/report/history.js";
import { aligned } from "../../src/core/report/rows.js";
import { hostileNames, point, typical } from "./report-examples.js";
const withIds = (...ids) => ids.map(id => point(1, 1, { id }));
describe('pointLabels', () => {
    test.each([
        ['one a day', ['2026-11-19T02-00-00Z', '2026-11-20T02-00-00Z'], ['11-19', '11-20']],
        ['several a day', ['2026-11-20T02-00-00Z', '2026-11-20T14-30-00Z'], ['11-20 02:00', '11-20 14:30']],
        ['several a minute', ['2026-11-20T02-00-01Z', '2026-11-20T02-00-02Z'], ['11-20 02:00:01', '11-20 02:00:02']],
        ['the same second', ['2026-11-20T02-00-01Z', '2026-11-20T02-00-01Z-2'], ['11-20 02:00:01', '11-20 02:00:01-2']],
        [
            'the same day of two years',
            ['2025-11-20T02-00-00Z', '2026-11-20T02-00-00Z'],
            ['2025-11-20T02-00-00Z', '2026-11-20T02-00-00Z']
        ],
        ['an id twice', ['2026-11-20T02-00-00Z', '2026-11-20T02-00-00Z'], ['1', '2']],
        ['an id that is none', ['2026-11-20T02-00-00Z', '"] evil'], ['1', '2']]
    ])('%s', (_title, ids, labels) => {
        expect(pointLabels(withIds(...ids))).toEqual(labels);
    });
    test('always differ, and hold digits and their punctuation only', () => {
        const id = fc.oneof(fc.constantFrom(...hostileNames), fc.stringMatching(/^2026-1[12]-2[01]T02-0[01]-0[01]Z(-2)?$/));
        fc.assert(fc.property(fc.array(id, { maxLength: 14 }), ids => {
            const labels = pointLabels(withIds(...ids));
            expect(new Set(labels).size).toBe(ids.length);
            expect(labels.join('')).toMatch(/^[0-9:TZ -]*$/);
        }));
    });
});
describe('mermaidChart', () => {
    test('upright bars while the labels are short', () => {
        const mebibyte = 2 ** 20;
        const points = [point(19, 731 * mebibyte), point(20, 4.125 * mebibyte)];
        expect(mermaidChart(points).split('\n').slice(2)).toEqual([
            'xychart-beta',
            '  x-axis ["11-19", "11-20"]',
            '  y-axis "MiB" 0 --> 767.55',
            '  bar [731, 731]',
            '  bar [731, 4.13]',
            '```'
        ]);
    });
    test('lying bars, each with its room, where they are long', () => {
        const chart = mermaidChart(withIds('2026-11-20T02-00-00Z', '2026-11-20T14-30-00Z'));
        expect(chart).toContain('\nxychart-beta horizontal\n  x-axis ["11-20 02:00", "11-20 14:30"]\n');
        expect(chart).toContain('"height":128');
    });
    test.each([
        [0, 'B', '0'],
        [1023, 'B', '1023'],
        [1024, 'KiB', '1'],
        [1.5 * 2 ** 40, 'TiB', '1.5'],
        [2 ** 70, 'PiB', '1048576']
    ])('%d bytes are drawn in %s', (bytesOnDisk, unit, value) => {
        const chart = mermaidChart([point(1, 0, { bytesOnDisk })]);
        expect(chart).toContain(`"${unit}"`);
        expect(chart).toContain(`bar [${value}]`);
    });
    test('is worth it from two snapshots on that are not empty', () => {
        expect(isWorthAChart([point(1, 5)])).toBe(false);
        expect(isWorthAChart([point(1, 0, { bytesOnDisk: 0 }), point(2, 0, { bytesOnDisk: 0 })])).toBe(false);
        expect(isWorthAChart(typical.history)).toBe(true);
    });
    test('shows the last fourteen', () => {
        const points = Array.from({ length: 20 }, (_, day) => point(day + 1, 1));
        expect(lastPoints(points)).toEqual(points.slice(6));
    });
});
test('the table has the newest first, and says what is pinned', () => {
    const rows = historyRows([point(19, 731 * 2 ** 20, { filesLinked: 0, pinned: true }), point(20, 4 * 2 ** 20)]);
    expect(rows.slice(1)).toEqual([
        ['2026-11-20T02-00-00Z', '12,400', '99.6%', '731 MiB', '4.0 MiB', '99.5%'],
        ['2026-11-19T02-00-00Z (pinned)', '12,400', '0.0%', '731 MiB', '731 MiB', '0.0%']
    ]);
});
describe('textChart', () => {
    test('bars to scale, to an eighth of a character', () => {
        const bars = [point(17, 1000), point(18, 500), point(19, 1), point(20, 0, { bytesOnDisk: 500 })];
        expect(textChart(bars.map((bar, index) => (index < 3 ? { ...bar, bytesOnDisk: 1000 } : bar)), 8)).toEqual([
            '11-17  ████████  1000 B  of 1000 B',
            '11-18  ████░░░░   500 B  of 1000 B',
            '11-19  ▏░░░░░░░     1 B  of 1000 B',
            '11-20  ░░░░         0 B   of 500 B'
        ]);
    });
    test('more stored than a full copy takes is a full bar', () => {
        expect(textChart([point(20, 1050, { bytesOnDisk: 1000 })], 8)).toEqual(['11-20  ████████  1.0 KiB  of 1000 B']);
    });
    test('no bar where there is nothing', () => {
        expect(textChart([point(20, 0, { bytesOnDisk: 0 })], 8)).toEqual(['11-20    0 B  of 0 B']);
    });
});
test('columns are as wide as their widest cell, and a row may be short', () => {
    expect(aligned([
        ['a', '1', 'x'],
        ['bbb', '22'],
        ['', '', '']
    ], 'lrl')).toEqual(['a     1  x', 'bbb  22', '']);
    expect(aligned([], 'lr')).toEqual([]);
});
