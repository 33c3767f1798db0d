// What becomes of a command whose streams cannot be written: a report that nobody got is no success.
import { describe, expect, it } from '@jest/globals';
import { callShell, commandFor } from "../support/command-line.js";
describe('a stream on a full disk', () => {
    it('of the result: fails in a line, without a stack', async () => {
        expect(await callShell(`${commandFor(['--help'])} > /dev/full`)).toEqual({
            status: 1,
            stdout: '',
            stderr: 'error: Standard output could not be written: ENOSPC: no space left on device, write\n'
        });
    });
    it('of what is said beside it: leaves the status of what went wrong', async () => {
        expect(await callShell(`${commandFor(['nosuch'])} 2> /dev/full`)).toEqual({ status: 2, stdout: '', stderr: '' });
    });
});
