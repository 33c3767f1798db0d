// Retention that would keep nothing (row 30): refused before anything is deleted, and the newest complete snapshot stays in any case.
import { existsSync } from 'node:fs';
import { fault } from "./support/fault.js";
const refused = [
    { 'keep-last': '0' },
    { 'keep-last': '-1' },
    { 'keep-last': '1.5' },
    { 'keep-last': '1e3' },
    { 'keep-last': 'all' },
    { 'keep-daily': '-7' },
    { 'keep-last': '0', 'keep-daily': '0', 'keep-weekly': '0' },
    { 'keep-within': '0d' },
    { 'keep-within': '-3d' },
    { 'keep-within': '3 fortnights' },
    { 'retention-days': '0' },
    { 'retention-days': '-30' },
    { 'max-size': '-1G' },
    { 'min-free-space': '100%' }
];
for (const action of ['prune', 'snapshot']) {
    fault({ row: 30, tier: 'U', title: `${action}: each of ${refused.length} policies is refused` }, async (scene) => {
        const told = [];
        for (const inputs of refused) {
            const run = await scene.run({ action, inputs });
            if (run.outputs.snapshot !== undefined)
                throw new Error(`a snapshot was taken with ${JSON.stringify(inputs)}`);
            told.push({
                run,
                exitCode: 1,
                says: new RegExp(`^(One|\\d+) inputs? (is|are) wrong:(.|\\n)*(${Object.keys(inputs).join('|')})`)
            });
        }
        return told;
    });
}
const hard = [
    // Tags add to what the other rules keep.
    [{ 'keep-tags': 'no-such-tag' }, '2'],
    [{ 'keep-last': '1', 'max-size': '1K' }, '1'],
    [{ 'keep-last': '1', 'min-free-space': '99%' }, '1'],
    [{ 'keep-last': '1', 'min-free-inodes': '99%' }, '1']
];
for (const [inputs, kept] of hard) {
    const title = Object.entries(inputs)
        .map(each => each.join(': '))
        .join(', ');
    fault({ row: 30, tier: 'U', title: `prune with ${title}: the newest stays` }, async (scene) => {
        scene.mayGo.push(scene.earlier[0] ?? '');
        const run = await scene.run({ action: 'prune', inputs });
        if (!existsSync(scene.inSeries(scene.earlier[1] ?? '')))
            throw new Error('the newest is gone');
        if (run.outputs.kept !== kept)
            throw new Error(`${String(run.outputs.kept)} are said to be kept:\n${run.log}`);
        return { run, exitCode: 0, says: /newest/ };
    });
}
