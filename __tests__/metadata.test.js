// What each action.yml says is what the code does: valid metadata, the same inputs with the same defaults.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { listOutputNames } from "../src/core/report/list-outputs.js";
import { pruneOutputNames } from "../src/core/report/prune-outputs.js";
import { restoreOutputNames } from "../src/core/report/restore-outputs.js";
import { snapshotOutputNames } from "../src/core/report/outputs.js";
import { verifyOutputNames } from "../src/core/report/verify-outputs.js";
import { listDefaults, listInputNames } from "../src/inputs/list-names.js";
import { readListInputs } from "../src/inputs/list.js";
import { pruneDefaults, pruneInputNames } from "../src/inputs/prune-names.js";
import { readPruneInputs } from "../src/inputs/prune.js";
import { restoreDefaults, restoreInputNames } from "../src/inputs/restore-names.js";
import { readRestoreInputs } from "../src/inputs/restore.js";
import { snapshotDefaults, snapshotInputNames } from "../src/inputs/snapshot-names.js";
import { readSnapshotInputs } from "../src/inputs/snapshot.js";
import { verifyDefaults, verifyInputNames } from "../src/inputs/verify-names.js";
import { readVerifyInputs } from "../src/inputs/verify.js";
import { problems } from "./support/language-service.js";
const read = (file) => {
    const text = readFileSync(file, 'utf8');
    return { text, metadata: parse(text) };
};
const around = { run: {}, workspace: '/ws', tempDir: '/tmp', defaults: {} };
const actions = [
    {
        file: 'action.yml',
        ...read('action.yml'),
        names: snapshotInputNames,
        defaults: snapshotDefaults,
        outputs: snapshotOutputNames,
        readInputs: (env) => readSnapshotInputs(env, around)
    },
    {
        file: 'restore/action.yml',
        ...read('restore/action.yml'),
        names: restoreInputNames,
        defaults: restoreDefaults,
        outputs: restoreOutputNames,
        readInputs: (env) => readRestoreInputs(env, around)
    },
    {
        file: 'prune/action.yml',
        ...read('prune/action.yml'),
        names: pruneInputNames,
        defaults: pruneDefaults,
        outputs: pruneOutputNames,
        readInputs: (env) => readPruneInputs(env, around)
    },
    {
        file: 'list/action.yml',
        ...read('list/action.yml'),
        names: listInputNames,
        defaults: listDefaults,
        outputs: listOutputNames,
        readInputs: (env) => readListInputs(env, around)
    },
    {
        file: 'verify/action.yml',
        ...read('verify/action.yml'),
        names: verifyInputNames,
        defaults: verifyDefaults,
        outputs: verifyOutputNames,
        readInputs: (env) => readVerifyInputs(env, around)
    }
];
describe.each(actions)('$file', ({ file, text, metadata, names, defaults, outputs, readInputs }) => {
    it('is valid', async () => {
        expect(await problems(file, text)).toEqual([]);
    });
    it('would be found out if it were not', async () => {
        expect(await problems(file, text.replace('using: node24', 'using: node1'))).not.toEqual([]);
        expect(await problems(file, text.replace('toJSON(matrix)', 'toJSON(secrets)'))).not.toEqual([]);
    });
    it('has the inputs that the code has', () => {
        expect(Object.keys(metadata.inputs).sort()).toEqual([...names].sort());
    });
    it('has the inputs that the code reads', () => {
        const asked = new Set();
        const env = new Proxy({ INPUT_VOLUME: '/mnt/vault', INPUT_PATH: 'dist', INPUT_NAME: 'a' }, {
            get(target, variable) {
                asked.add(String(variable));
                return Reflect.get(target, variable);
            }
        });
        readInputs(env);
        const inputs = [...asked].filter(variable => variable.startsWith('INPUT_'));
        expect(inputs.sort()).toEqual(names.map(name => `INPUT_${name.toUpperCase()}`).sort());
    });
    it('has the defaults that the code has', () => {
        const { matrix, ...inputs } = metadata.inputs;
        const said = Object.entries(inputs).flatMap(([name, field]) => field.default === undefined ? [] : [[name, field.default]]);
        expect(Object.fromEntries(said)).toEqual(defaults);
        expect(matrix?.default).toBe('${{ toJSON(matrix) }}');
    });
    it('has the outputs that the code sets', () => {
        expect(Object.keys(metadata.outputs)).toEqual(outputs);
    });
    it('runs a bundle that the build makes', () => {
        const { main } = parse(text).runs;
        const [, entry = ''] = /^dist\/([a-z]+)\/index\.js$/.exec(join(dirname(file), main)) ?? [];
        expect(readFileSync('scripts/build.ts', 'utf8')).toContain(`'${entry}'`);
    });
    it.each([...Object.entries(metadata.inputs), ...Object.entries(metadata.outputs)])('describes %s in one to three sentences', (_, { description }) => {
        expect(description).toMatch(/^[^\n]{20,300}\.$/);
        expect(description.split(/[.!?](?: |$)/).length - 1).toBeLessThanOrEqual(3);
    });
});
