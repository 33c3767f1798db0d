// The step that a filesystem rounds its times to, from times that were set and read back.
import { expect, it } from '@jest/globals';
import { precisionOf } from "../../src/core/doctor/attributes.js";
it.each([
    ['1 ns', 1n],
    ['100 ns', 100n],
    ['1 µs', 1000n],
    ['1 ms', 1000000n],
    ['10 ms', 10000000n],
    ['1 s', 1000000000n],
    ['2 s', 2000000000n]
])('times rounded to %s are known as such', (text, step) => {
    const set = [1700000001123456789n, 1700000002987654321n];
    expect(precisionOf(set.map(one => ({ set: one, stored: one - (one % step) })))).toEqual([step, text]);
});
