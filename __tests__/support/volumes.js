// A marked volume and a workspace in a temporary directory, and the snapshot action run over them by the runner stand-in.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decodeManifest } from "../../src/core/manifest/manifest-reader.js";
import { runAction } from "./runner.js";
import { repositoryRoot } from "./runner-environment.js";
export const stand = () => {
    const scratch = mkdtempSync(join(tmpdir(), 'snapshot-bundle-'));
    const [workspace, volume, tempDir] = ['workspace', 'volume', 'temp'].map(name => {
        const directory = join(scratch, name);
        mkdirSync(directory);
        return directory;
    });
    writeFileSync(join(volume, '.snapshot-volume.json'), '{"format":1}\n');
    const place = { workspace, tempDir };
    return {
        scratch,
        volume,
        ...place,
        run: (inputs = {}, more = {}) => runAction({
            action: repositoryRoot,
            ...place,
            contexts: { matrix: null },
            ...more,
            inputs: { path: 'build', volume, ...inputs }
        }),
        remove: () => {
            rmSync(scratch, { recursive: true, force: true });
        }
    };
};
/** A snapshot that was to succeed; its log is the message when it did not. */
export const succeeded = (result) => {
    if (result.outcome !== 'success')
        throw new Error(`the action ended with ${result.outcome}:\n${result.log}`);
    return result;
};
export const output = (result, name) => {
    const value = result.outputs[name];
    if (value === undefined)
        throw new Error(`the action set no output '${name}'`);
    return value;
};
export const figure = (result, name) => Number(output(result, name));
/** The ids in a series, oldest first, from the directory listing. */
export const idsIn = (series) => readdirSync(series)
    .filter(name => /^\d/.test(name))
    .sort();
export const manifestOf = (series, id) => {
    const packed = readFileSync(join(series, '.snapshots/manifests', `${id}.mtree.gz`));
    return decodeManifest([gunzipSync(packed).toString('latin1')]);
};
