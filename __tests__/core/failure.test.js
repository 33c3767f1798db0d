// Errors for people, and what can be said of anything that was thrown.
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { codeOf, Failure, InputFailure, messageOf } from "../../src/core/failure.js";
describe('failures', () => {
    test('carry their kind, and what caused them', () => {
        const cause = new Error('ENOSPC');
        const failure = new Failure('room', 'The volume is full.', { cause });
        expect(failure).toBeInstanceOf(Error);
        expect(failure).toMatchObject({ name: 'Failure', kind: 'room', message: 'The volume is full.', cause });
        expect(String(failure)).toBe('Failure: The volume is full.');
    });
    test.each([
        ['one', ['"jobs" is 0'], 'One input is wrong:\n  - "jobs" is 0'],
        ['two', ['"jobs" is 0', '"pin" is yes'], '2 inputs are wrong:\n  - "jobs" is 0\n  - "pin" is yes']
    ])('tell of %s wrong input at once', (_, mistakes, message) => {
        const failure = new InputFailure(mistakes);
        expect(failure).toBeInstanceOf(Failure);
        expect(failure).toMatchObject({ kind: 'input', mistakes, message });
    });
});
const foreign = runInNewContext("Object.assign(new Error('of another realm'), { code: 'EIO' })");
test.each([
    ['an error', new Error('plain'), 'plain', undefined],
    ['a system error', Object.assign(new Error('no space'), { code: 'ENOSPC' }), 'no space', 'ENOSPC'],
    ['an error of another realm', foreign, 'of another realm', 'EIO'],
    [
        'a code that node has no name for',
        Object.assign(new Error("Unknown system error -122: Unknown system error -122, mkdir '/v/x'"), {
            code: 'Unknown system error -122'
        }),
        "EDQUOT: disk quota exceeded, mkdir '/v/x'",
        'EDQUOT'
    ],
    [
        'a code that nobody here has a name for',
        Object.assign(new Error('Unknown system error -999: Unknown system error -999, write'), {
            code: 'Unknown system error -999'
        }),
        'Unknown system error -999: Unknown system error -999, write',
        'Unknown system error -999'
    ],
    ['an error whose code is a number', Object.assign(new Error('odd'), { code: 7 }), 'odd', undefined],
    ['a text', 'just text', 'just text', undefined],
    ['nothing', undefined, 'undefined', undefined],
    ['null', null, 'null', undefined],
    ['an object without a message', { a: 1 }, '[object Object]', undefined]
])('what can be said of %s', (_, thrown, message, code) => {
    expect(messageOf(thrown)).toBe(message);
    expect(codeOf(thrown)).toBe(code);
});
