// docs/command-line.md and the examples in the help say what the code does: the help is current, and every line would be taken.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { fillInHelp } from "../../scripts/command-line-docs/help-texts.js";
import { commands } from "../../src/cli/commands.js";
import { commandEnvironment } from "../../src/cli/environment.js";
import { parseCommandLine } from "../../src/cli/parser.js";
import { readAdoptInputs } from "../../src/inputs/adopt.js";
import { readDiffInputs } from "../../src/inputs/diff.js";
import { readDoctorInputs } from "../../src/inputs/doctor.js";
import { readListInputs } from "../../src/inputs/list.js";
import { readPruneInputs } from "../../src/inputs/prune.js";
import { readRestoreInputs } from "../../src/inputs/restore.js";
import { readSnapshotInputs } from "../../src/inputs/snapshot.js";
import { readVerifyInputs } from "../../src/inputs/verify.js";
import { program } from "../../src/program.js";
const page = readFileSync(join(import.meta.dirname, '../../docs/command-line.md'), 'utf8');
const readers = {
    save: readSnapshotInputs,
    restore: readRestoreInputs,
    list: readListInputs,
    diff: readDiffInputs,
    prune: readPruneInputs,
    verify: readVerifyInputs,
    doctor: readDoctorInputs,
    adopt: readAdoptInputs
};
const outside = { run: {}, workspace: '/home/me', tempDir: '/tmp', defaults: {} };
/** The words of a line as a shell takes them, up to a pipe or a redirection. */
const wordsOf = (line) => execFileSync('bash', ['-c', `set -f; printf '%s\\n' ${line.replace(/ (?:\||>).*$/, '').replace(/^.*snapshot-action/, 'x')}`], {
    encoding: 'utf8'
})
    .trimEnd()
    .split('\n')
    .slice(1);
const onPage = [...page.matchAll(/^```(?:sh|text)\n(.*?)^```$/gms)]
    .flatMap(([, block = '']) => block.split('\n'))
    .filter(line => /^(?:[\d* ]+)?snapshot-action (?!help )/.test(line));
const inHelp = commands.flatMap(({ examples }) => examples.map(({ line }) => line));
it('docs/command-line.md has the help of today', () => {
    expect(fillInHelp(page)).toBe(page);
    expect(() => fillInHelp(page.replace('<!-- generated: help diff -->', ''))).toThrow('has no place for');
});
describe('every line that is shown', () => {
    it('is found', () => {
        expect(onPage.length).toBeGreaterThanOrEqual(12);
        expect(new Set(onPage.map(line => wordsOf(line)[0]))).toEqual(new Set(commands.map(({ name }) => name)));
    });
    it.each([...new Set([...onPage, ...inHelp])])('would be taken: %s', line => {
        const look = { width: 80, bold: (text) => text };
        const call = parseCommandLine(wordsOf(line), commands, program, look, () => undefined);
        if (call === undefined)
            throw new Error('it shows help, and does nothing');
        const env = { SNAPSHOT_VOLUME: '/mnt/backup', ...commandEnvironment({}, call.spec, call.given) };
        // Without a name, `list` tells of all series.
        const named = call.spec.name === 'list' ? { INPUT_NAME: '**', ...env } : env;
        expect(readers[call.spec.name]?.(named, outside)).toBeDefined();
    });
});
