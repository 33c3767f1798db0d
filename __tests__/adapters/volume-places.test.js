// Every path at which a volume is to be seen: bind mounts of it, of what holds it, and of what is in it.
import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { localVolume } from "../../src/adapters/volume/local-volume.js";
import {} from "../../src/adapters/volume/mounts.js";
import { placesOf } from "../../src/adapters/volume/volume-places.js";
import { pathFromText } from "../../src/core/byte-path.js";
import { adapterParts, scratchWith } from "../support/adapter-parts.js";
import { missingTmpfs, mountBind, mountTmpfs } from "../support/loop-image.js";
import { itUnless } from "../support/skip-aloud.js";
const parts = adapterParts();
let scratch = '';
const mounted = [];
const at = (name) => join(scratch, name);
const use = (one) => {
    mounted.push(one);
};
beforeEach(() => {
    scratch = realpathSync(scratchWith('disk/volume/series', 'bound', 'other/volume', 'tmpfs'));
});
afterEach(() => {
    for (const each of mounted.splice(0).reverse())
        each.remove();
    rmSync(scratch, { recursive: true });
});
afterAll(() => parts.pool.close());
const places = () => localVolume(at('disk/volume'), parts).places();
const itWithMounts = itUnless(missingTmpfs());
describe('on this machine', () => {
    it('one, where nothing is mounted twice', async () => {
        await expect(places()).resolves.toEqual([at('disk/volume')]);
    });
    itWithMounts.each([
        ['the volume', 'disk/volume', 'bound', 'bound'],
        ['what holds it', 'disk', 'bound', 'bound/volume'],
        ['what is in it', 'disk/volume/series', 'bound', 'bound'],
        ['the volume, with a name like a pattern', 'disk/volume', 'a [b] \\040\nc', 'a [b] \\040\nc']
    ])('also where this is bound: %s', async (_, from, to, expected) => {
        mkdirSync(at(to), { recursive: true });
        use(mountBind(at(from), at(to)));
        await expect(places()).resolves.toEqual([at('disk/volume'), at(expected)]);
    });
    itWithMounts('when it is a filesystem of its own', async () => {
        use(mountTmpfs('size=1m', at('disk/volume')));
        use(mountBind(at('disk/volume'), at('bound')));
        await expect(places()).resolves.toEqual([at('disk/volume'), at('bound')]);
    });
    itWithMounts('not where another directory is bound', async () => {
        use(mountBind(at('other'), at('bound')));
        await expect(places()).resolves.toEqual([at('disk/volume')]);
    });
    itWithMounts('not where another mount hides it', async () => {
        use(mountBind(at('disk/volume'), at('bound')));
        use(mountTmpfs('size=1m', at('bound')));
        await expect(places()).resolves.toEqual([at('disk/volume')]);
    });
    itWithMounts('not where a mount above hides it', async () => {
        mkdirSync(at('other/volume/deep'));
        use(mountBind(at('disk/volume'), at('other/volume/deep')));
        use(mountTmpfs('size=1m', at('other')));
        await expect(places()).resolves.toEqual([at('disk/volume')]);
    });
});
describe('by the table of mounts', () => {
    const mount = (root, mountPoint, device = '8:1') => ({
        root: root,
        mountPoint: pathFromText(mountPoint),
        filesystem: 'ext4',
        device
    });
    it('only its own filesystem is looked at: another one may not answer', () => {
        const volume = pathFromText(at('disk/volume'));
        const mounts = [mount('/', scratch), mount('/', at('disk'), '8:2')];
        expect(placesOf(volume, mounts)).toEqual([volume]);
    });
    it('a table that does not have it says nothing of it', () => {
        expect(placesOf(pathFromText('/x'), [])).toEqual(['/x']);
    });
    it('a mount point that is gone is none', () => {
        const volume = pathFromText(at('disk/volume'));
        expect(placesOf(volume, [mount('/', scratch), mount('/disk', '/nowhere/at/all')])).toEqual([volume]);
    });
});
