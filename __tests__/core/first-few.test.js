// What a message names of many: five, and the number of the others.
import { describe, expect, it } from '@jest/globals';
import { firstAsLines, firstInline } from "../../src/core/first-few.js";
const numbers = (count) => Array.from({ length: count }, (_, index) => index + 1);
const show = (value) => `n${value}`;
describe('the first few', () => {
    it.each([
        [0, '', ''],
        [1, '\n  n1', 'n1'],
        [5, '\n  n1\n  n2\n  n3\n  n4\n  n5', 'n1, n2, n3, n4, n5'],
        [6, '\n  n1\n  n2\n  n3\n  n4\n  n5\n  and 1 more', 'n1, n2, n3, n4, n5 and 1 more'],
        [12_345, '\n  n1\n  n2\n  n3\n  n4\n  n5\n  and 12,340 more', 'n1, n2, n3, n4, n5 and 12,340 more']
    ])('of %d', (count, lines, inline) => {
        expect(firstAsLines(numbers(count), show)).toBe(lines);
        expect(firstInline(numbers(count), show)).toBe(inline);
    });
    it('show no more than they name', () => {
        const shown = [];
        firstInline(numbers(1000), value => `${shown.push(value)}`);
        expect(shown).toEqual([1, 2, 3, 4, 5]);
    });
});
