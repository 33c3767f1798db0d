// What became of every fault, one file for each test file in .cache/faults: docs/reliability.md is written from them.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { repositoryRoot } from "../../support/runner-environment.js";
export const resultsDirectory = join(repositoryRoot, '.cache/faults');
/** Adds it to the results of its test file, in place of an earlier one of that row, kind and title. */
export function recordResult(testFile, result) {
    const file = join(resultsDirectory, `${basename(testFile).replace(/\.test\.ts$/, '')}.json`);
    const others = readResults(file).filter(each => each.row !== result.row || each.kind !== result.kind || each.title !== result.title);
    mkdirSync(dirname(file), { recursive: true });
    // One file has one writer at a time; whoever reads meanwhile sees all of the old one or all of the new one.
    writeFileSync(`${file}.tmp`, `${JSON.stringify([...others, result], undefined, 2)}\n`);
    renameSync(`${file}.tmp`, file);
}
export function readResults(file) {
    try {
        return JSON.parse(readFileSync(file, 'utf8'));
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return [];
        throw error;
    }
}
