// Whether a time on the volume is the source's, as far as the volume's filesystem holds it.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSameTime } from "../../src/core/stored-time.js";
const second = 1000000000n;
const moment = 1795164541n * second + 123456789n;
describe('the same time', () => {
    test.each([
        ['to the nanosecond', moment],
        ['cut to 100 ns', moment - 89n],
        ['cut to a microsecond', moment - 789n],
        ['cut to a millisecond', moment - 456789n],
        ['cut to a second', moment - 123456789n],
        ['cut to two seconds', moment - 123456789n - second],
        ['rounded up to a second', moment - 123456789n + second]
    ])('%s', (_, stored) => {
        expect(isSameTime(stored, moment)).toBe(true);
    });
});
describe('another time', () => {
    test.each([
        ['a nanosecond later', moment + 1n],
        ['a nanosecond earlier', moment - 1n],
        ['a millisecond later', moment + 1000000n],
        ['within the second, but not at its start', moment - 123456788n],
        ['the next whole second but one', moment - 123456789n + 3n * second],
        ['an hour later, in whole seconds', moment - 123456789n + 3600n * second]
    ])('%s', (_, stored) => {
        expect(isSameTime(stored, moment)).toBe(false);
    });
});
test('a time that a filesystem may not hold at all is taken as it came out', () => {
    expect(isSameTime(0n, -second + 5n)).toBe(true);
    expect(isSameTime(2n ** 31n * second - 1n, 2n ** 31n * second)).toBe(true);
    expect(isSameTime(2n ** 31n * second - 2n, 2n ** 31n * second - 1n)).toBe(false);
});
test('any time equals itself, and what a coarse filesystem makes of it', () => {
    const anyTime = fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n });
    fc.assert(fc.property(anyTime, fc.constantFrom(1n, 100n, 1000n, 1000000n, second, 2n * second), (time, step) => {
        expect(isSameTime(time, time)).toBe(true);
        expect(isSameTime(time - (time % step), time)).toBe(true);
    }));
});
