// A rename that was done, and answered with an error (row 26), as servers do that repeat a request whose answer was lost.
import { existsSync, readdirSync } from 'node:fs';
import { fault, negativeControl } from "./support/fault.js";
import { inject, missingStrace } from "./support/inject.js";
/** What the new path ends with, each renamed once in a run. */
const renames = [
    ['the tree', String.raw `/main/\d{4}-[^/]+Z(-\d+)?$`],
    ['the manifest', String.raw `\.mtree\.gz$`],
    ['the record', String.raw `/records/[^/]+\.json$`],
    ['latest', '/latest$']
];
for (const [what, to] of renames) {
    for (const answer of what === 'the tree' ? ['ENOENT', 'EIO', 'EEXIST'] : ['ENOENT']) {
        fault({ row: 26, tier: 'U', title: `${what}: answered ${answer}` }, async (scene) => {
            const run = await scene.run({ preload: ['rename-answers'], env: { RENAME_TO: to, RENAME_ANSWER: answer } });
            scene.expectStored(run);
            if (run.outputs.snapshot === undefined || !existsSync(scene.inSeries(run.outputs.snapshot)))
                throw new Error('it is not told of what was published');
            return { run, exitCode: 0, says: /created/ };
        });
    }
}
fault({ row: 26, tier: 'U', title: 'a snapshot that is pruned: answered ENOENT' }, async (scene) => {
    scene.mayGo.push(scene.earlier[0] ?? '');
    const run = await scene.run({
        action: 'prune',
        inputs: { 'keep-last': '1' },
        preload: ['rename-answers'],
        env: { RENAME_TO: '/trash/', RENAME_ANSWER: 'ENOENT' }
    });
    if (run.outputs.pruned !== '1' || readdirSync(scene.own('records')).length !== 1)
        throw new Error(`it was not done:\n${run.log}`);
    return { run, exitCode: 0, says: /remove/ };
});
negativeControl({
    row: 26,
    tier: 'S',
    title: 'a rename that was not done is not taken for done',
    needs: [missingStrace()],
    goesRed: /ended with 1, not with 0/
}, async (scene) => {
    const run = await scene.run({ under: inject({ calls: 'rename', error: 'EIO', when: '3+', onlyMain: true }) });
    return { run, exitCode: 0, says: /created/ };
});
