// How a run that was thrown out of is told: a failure in its own words, a defect with its stack, and what caused either, once.
import { expect, it } from '@jest/globals';
import { endingOf } from "../../src/core/ending.js";
import { Failure } from "../../src/core/failure.js";
const failure = (message, cause) => new Failure('volume', message, { cause });
it.each([
    ['a failure', failure('No volume.'), 'No volume.', []],
    ['a failure and its cause', failure('No volume.', new Error('EIO')), 'No volume.', ['Caused by: EIO']],
    ['a cause that the message has', failure('No volume (EIO).', new Error('EIO')), 'No volume (EIO).', []],
    ['a cause without words', failure('No volume.', new Error('')), 'No volume.', []],
    ['what is no error', 'odd', 'Unexpected error; please report it. odd', []]
])('%s', (_title, thrown, message, more) => {
    expect(endingOf(thrown)).toMatchObject({ message, more });
    expect(endingOf(thrown).failure).toBe(thrown instanceof Failure ? thrown : undefined);
});
it('what the system refuses is a failure', () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    expect(endingOf(full).failure?.kind).toBe('room');
});
it('a defect, its stack and its cause', () => {
    const { failure, message, more } = endingOf(new TypeError('x is not a function', { cause: new Error('because') }));
    expect(failure).toBeUndefined();
    expect(message).toBe('Unexpected error; please report it. x is not a function');
    expect([more[0], more.at(-1)]).toEqual(['TypeError: x is not a function', 'Caused by: because']);
    expect(more.join('\n')).toContain('ending.test.ts');
});
it('a defect that lost its stack', () => {
    const error = Object.assign(new Error('bare'), { stack: undefined });
    expect(endingOf(error).more).toEqual([]);
});
