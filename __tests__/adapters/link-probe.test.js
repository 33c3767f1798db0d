// The probe on real filesystems: what works there, what does not, and that it leaves nothing behind.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect } from '@jest/globals';
import { probeLinks } from "../../src/adapters/volume/link-probe.js";
import { missingImage, missingTmpfs, mountImage, mountTmpfs } from "../support/loop-image.js";
import { itUnless } from "../support/skip-aloud.js";
const mounted = [];
afterEach(() => {
    for (const each of mounted.splice(0))
        each.remove();
});
const use = (volume) => {
    mounted.push(volume);
    return volume.at;
};
const works = { hardLinks: { works: true }, symlinks: { works: true } };
describe('links', () => {
    itUnless(missingTmpfs())('work on tmpfs', () => {
        const at = use(mountTmpfs('size=1m'));
        expect(probeLinks(at)).toEqual(works);
        expect(readdirSync(at)).toEqual([]);
    });
    for (const filesystem of ['ext4', 'xfs', 'btrfs'])
        itUnless(missingImage(filesystem))(`work on ${filesystem}`, () => {
            const at = use(mountImage(filesystem));
            const before = readdirSync(at);
            expect(probeLinks(at)).toEqual(works);
            expect(readdirSync(at)).toEqual(before);
        });
    itUnless(missingImage('exfat'))('of neither kind work on exfat, and it is said why', () => {
        const at = use(mountImage('exfat'));
        const probe = probeLinks(at);
        expect(probe).toMatchObject({ hardLinks: { works: false }, symlinks: { works: false } });
        expect(JSON.stringify(probe)).toMatch(/ENOSYS|EPERM|ENOTSUP|EOPNOTSUPP/);
        expect(readdirSync(at)).toEqual([]);
    });
    itUnless(missingTmpfs())('are told apart from a filesystem without room, which says nothing of links', () => {
        const at = use(mountTmpfs('size=4k,nr_inodes=2'));
        expect(() => probeLinks(at)).toThrow(/ENOSPC/);
        expect(readdirSync(at)).toEqual([]);
        expect(readFileSync('/proc/self/mounts', 'utf8')).toContain(join(at));
    });
});
