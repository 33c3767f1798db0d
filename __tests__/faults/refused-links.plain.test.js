// Links that the kernel refuses, on any filesystem: hard links (row 6), symlinks (row 7); at the probe, and after it.
import { join } from 'node:path';
import { listingWithoutTimes } from "../support/series-state.js";
import { fault } from "./support/fault.js";
import { expectInjected, inject, missingStrace } from "./support/inject.js";
const hardLinks = { calls: 'link,linkat', error: 'EPERM' };
const symlinks = { calls: 'symlink,symlinkat', error: 'EPERM' };
const cases = [
    [
        6,
        'hard links are refused',
        hardLinks,
        /^Hard links do not work on the volume .*EPERM.*set "require-hardlinks: false"/
    ],
    [6, 'hard links are not known', { ...hardLinks, error: 'ENOSYS' }, /^Hard links do not work on the volume .*ENOSYS/],
    [7, 'symlinks are refused', symlinks, /cannot hold symlinks \(.*EPERM.*\), and "latest" is one/],
    [
        7,
        'a symlink cannot be replaced',
        { calls: 'rename', error: 'EPERM', when: '2' },
        /cannot hold symlinks \(.*EPERM.*rename/
    ]
];
for (const [row, title, injection, says] of cases) {
    fault({ row, tier: 'S', title: `${title}: nothing is written`, needs: [missingStrace()] }, async (scene) => {
        const trace = join(scene.scratch, 'trace');
        const before = listingWithoutTimes(scene.volume);
        const run = await scene.run({ under: inject(injection, trace) });
        expectInjected(trace);
        if (listingWithoutTimes(scene.volume).join('\n') !== before.join('\n'))
            throw new Error('something was written');
        return { run, exitCode: 1, says };
    });
}
fault({ row: 6, tier: 'S', title: 'hard links are refused, and full copies are asked for', needs: [missingStrace()] }, async (scene) => {
    const run = await scene.run({ inputs: { 'require-hardlinks': 'false' }, under: inject(hardLinks) });
    scene.expectStored(run);
    const { files, 'files-copied': copied } = run.outputs;
    if (files !== copied)
        throw new Error(`${String(copied)} of ${String(files)} files were copied`);
    return {
        run,
        exitCode: 0,
        says: /none of the 75 files could be linked to snapshot .*, so all .* were stored again/
    };
});
fault({ row: 6, tier: 'S', title: 'hard links are refused after the probe', needs: [missingStrace()] }, async (scene) => {
    const trace = join(scene.scratch, 'trace');
    // Each thread counts by itself: of the main thread it is the probe's one link that is let through.
    const run = await scene.run({ under: inject({ ...hardLinks, when: '2+' }, trace) });
    expectInjected(trace);
    scene.expectStored(run);
    return { run, exitCode: 0, says: /::warning.*could not be linked, because the kernel or the filesystem refused it/ };
});
