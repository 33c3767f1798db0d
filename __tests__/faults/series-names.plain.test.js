// Names of series that would lead elsewhere (row 31): given ones are refused, those made of branches and jobs are encoded.
import { dirname, relative } from 'node:path';
import { fault } from "./support/fault.js";
const refused = [
    '../x',
    '../../x',
    'a/../../x',
    '/abs',
    '//abs',
    '.',
    '..',
    './a',
    'a/.',
    'a//b',
    'a/',
    '.hidden',
    'a/.snapshots',
    'latest',
    'a/latest/b',
    '2026-11-20T08-49-01Z',
    'a/2026-11-20T08-49-01Z-2',
    'x'.repeat(300),
    `a/${'x'.repeat(256)}`,
    'x/'.repeat(600) + 'x',
    'a\nb',
    'a\rb',
    'a\u001b[2Jb',
    'main\u200b',
    'ma\u202ein',
    'main\u00ad',
    'a/ b',
    '\ufffd'
];
fault({ row: 31, tier: 'U', title: `given: each of ${refused.length} is refused` }, async (scene) => {
    const told = [];
    for (const name of refused) {
        const run = await scene.run({ inputs: { name } });
        told.push({ run, exitCode: 1, says: /^One input is wrong:\n *- "?name"?/ });
    }
    return told;
});
/** Takes a snapshot of a series of its own, exactly one level below the job. */
async function takeOwn(scene, call) {
    const run = await scene.run(call);
    const series = relative(scene.volume, dirname(run.outputs['snapshot-path'] ?? scene.series));
    if (series === scene.name || scene.ours.includes(series) || !/^acme\/widgets\/build\/[^/]+$/.test(series))
        throw new Error(`its series is ${series}:\n${run.log}`);
    scene.ours.push(series);
    return { run, exitCode: 0, says: /created/ };
}
const refs = [
    '../x',
    '..',
    '.',
    '/abs',
    'latest',
    '2026-11-20T08-49-01Z',
    'feature/a',
    'feature%2Fa',
    '.hidden',
    ' main',
    'main\u200b',
    'ma\u202ein',
    'r'.repeat(300),
    `${'r'.repeat(299)}s`
];
fault({ row: 31, tier: 'U', title: `of a branch: each of ${refs.length} has a series of its own` }, async (scene) => {
    const told = [];
    for (const ref of refs)
        told.push(await takeOwn(scene, { env: { GITHUB_REF_NAME: ref } }));
    return told;
});
fault({ row: 31, tier: 'U', title: 'twins in another case, and in letters that look alike' }, async (scene) => {
    const told = [];
    for (const name of ['acme/widgets/build/Main', 'acme/widgets/build/m\u0430in'])
        told.push(await takeOwn(scene, { inputs: { name } }));
    return told;
});
