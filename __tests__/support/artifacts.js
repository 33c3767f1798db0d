// Published versions of real packages, laid out as a build leaves them. They are dev dependencies: artifact-<name>-<n>.
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from "./runner-environment.js";
/** Each with three successive versions: few large files, many small ones, and something between. */
export const artifacts = ['angular-core', 'date-fns', 'three'];
export const versions = [1, 2, 3];
/** Replaces `directory` by that version, built from nothing: every file is written again and has a new mtime. */
export const layOut = (artifact, version, directory) => {
    rmSync(directory, { recursive: true, force: true });
    cpSync(join(repositoryRoot, 'node_modules', `artifact-${artifact}-${version}`), directory, { recursive: true });
};
/** Every regular file below a directory, sorted, as absolute paths. */
export const filesBelow = (directory) => readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
