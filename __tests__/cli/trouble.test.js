// How a command ends badly: its exit status, its words for a person, and its JSON for a machine.
import { describe, expect, it } from '@jest/globals';
import { prune } from "../../src/cli/commands/prune.js";
import { save } from "../../src/cli/commands/save.js";
import { troubleJson, troubleOf } from "../../src/cli/trouble.js";
import { UsageMistake } from "../../src/cli/usage-mistake.js";
import { cancelled, Failure, InputFailure } from "../../src/core/failure.js";
describe('the exit status', () => {
    const statuses = {
        input: 2,
        rsync: 1,
        volume: 1,
        links: 1,
        room: 1,
        source: 1,
        target: 1,
        locked: 4,
        stored: 1,
        shrunk: 1,
        missing: 1,
        damage: 3,
        cancelled: 130
    };
    it.each(Object.entries(statuses))('of %s is %i', (kind, status) => {
        expect(troubleOf(new Failure(kind, 'x'), save)).toMatchObject({ kind, status });
    });
    it('of a command that cannot be understood is 2', () => {
        expect(troubleOf(new UsageMistake("unknown option '--x'", 'snapshot-action save --help'), undefined)).toEqual({
            kind: 'input',
            message: "unknown option '--x'",
            more: ['See: snapshot-action save --help'],
            status: 2
        });
    });
    it('of a full disk is 1, in words', () => {
        const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
        expect(troubleOf(full, save)).toMatchObject({ kind: 'room', status: 1, more: [] });
    });
    it('of a defect is 1, with the stack', () => {
        const trouble = troubleOf(new TypeError('x is not a function', { cause: new Error('because') }), save);
        expect(trouble).toMatchObject({
            kind: 'unexpected',
            message: 'Unexpected error; please report it. x is not a function',
            status: 1
        });
        expect(trouble.more[0]).toBe('TypeError: x is not a function');
        expect(trouble.more.join('\n')).toContain('trouble.test.ts');
        expect(trouble.more.at(-1)).toBe('Caused by: because');
    });
    it('of anything that was thrown is 1', () => {
        expect(troubleOf('just text', save)).toEqual({
            kind: 'unexpected',
            message: 'Unexpected error; please report it. just text',
            more: [],
            status: 1
        });
    });
});
describe('mistakes in inputs', () => {
    it('are told of flags and operands', () => {
        const one = troubleOf(new InputFailure(['keep-last, keep-daily: are all 0']), prune);
        expect(one).toMatchObject({ message: '--keep-last, --keep-daily are all 0', status: 2 });
        expect(one.more).toEqual(['See: snapshot-action prune --help']);
    });
    it('are told all at once', () => {
        const mistakes = [
            'path: "" is empty',
            'SNAPSHOT_VOLUME: "x" is relative',
            'jobs: "x: y" is no number',
            '"2026" is the start of several'
        ];
        expect(troubleOf(new InputFailure(mistakes), save).message).toBe([
            '4 things are wrong:',
            '  <path...>: "" is empty',
            '  SNAPSHOT_VOLUME: "x" is relative',
            '  --jobs: "x: y" is no number',
            '  "2026" is the start of several'
        ].join('\n'));
    });
});
it('a cause is told unless the message has it', () => {
    const cause = new Error('rsync says so');
    expect(troubleOf(new Failure('rsync', 'It failed', { cause }), save).more).toEqual(['Caused by: rsync says so']);
    expect(troubleOf(new Failure('rsync', 'It failed: rsync says so', { cause }), save).more).toEqual([]);
});
it('is JSON that can be printed anywhere', () => {
    expect(troubleJson(troubleOf(cancelled(), save))).toBe('{\n  "error": {\n    "kind": "cancelled",\n    "message": "Cancelled. Nothing was published; what was begun is cleared by the next run."\n  }\n}\n');
    const json = troubleJson(troubleOf(new Failure('source', '\x1b[31m\x07\u202e'), save));
    // eslint-disable-next-line no-control-regex -- the range is meant
    expect(json).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f\u202e]/);
    expect(JSON.parse(json)).toEqual({ error: { kind: 'source', message: '\x1b[31m\x07\u202e' } });
});
