// The kernel's table of mounts, read as proc(5) says it is written; and our own, which has at least a root.
import { describe, expect, it } from '@jest/globals';
import { mountOf, parseMountinfo, readMounts } from "../../src/adapters/volume/mounts.js";
import { pathFromText } from "../../src/core/byte-path.js";
const line = (root, mountPoint, filesystem, tags = '') => `36 35 98:0 ${root} ${mountPoint} rw,noatime ${tags}- ${filesystem} /dev/x rw,errors=continue`;
const parsed = (...lines) => parseMountinfo(pathFromText(`${lines.join('\n')}\n`));
describe('parseMountinfo', () => {
    it.each([
        ['a plain one', line('/', '/mnt/v', 'ext4'), { root: '/', mountPoint: '/mnt/v', filesystem: 'ext4' }],
        ['with a tag', line('/', '/v', 'xfs', 'shared:7 '), { root: '/', mountPoint: '/v', filesystem: 'xfs' }],
        ['with tags', line('/', '/v', 'xfs', 'shared:7 master:1 '), { root: '/', mountPoint: '/v', filesystem: 'xfs' }],
        ['a bind mount', line('/srv/data', '/v', 'ext4'), { root: '/srv/data', mountPoint: '/v', filesystem: 'ext4' }],
        ['FUSE', line('/', '/v', 'fuse.sshfs'), { root: '/', mountPoint: '/v', filesystem: 'fuse.sshfs' }],
        [
            'octal escapes',
            line('/a\\040b', '/tab\\011new\\012line\\134back', 'ext4'),
            { root: '/a b', mountPoint: '/tab\tnew\nline\\back', filesystem: 'ext4' }
        ],
        ['a name of a dash', line('/-', '/-', 'ext4'), { root: '/-', mountPoint: '/-', filesystem: 'ext4' }],
        ['bytes beyond ASCII', line('/', '/größe', 'ext4'), { mountPoint: pathFromText('/größe') }]
    ])('%s', (_, text, expected) => {
        expect(parsed(text)).toEqual([expect.objectContaining(expected)]);
    });
    it('an empty table has none', () => {
        expect(parsed('')).toEqual([]);
    });
});
describe('mountOf', () => {
    const mounts = parsed(line('/', '/', 'ext4'), line('/', '/mnt', 'tmpfs'), line('/', '/mnt/v', 'xfs'), line('/sub', '/mnt/v', 'btrfs'), line('/', '/mnt/vault', 'nfs4'));
    it.each([
        ['the root, for what nothing else holds', '/srv', 'ext4'],
        ['the root itself', '/', 'ext4'],
        ['the nearest', '/mnt/x/y', 'tmpfs'],
        ['not one that only begins alike', '/mnt/vv', 'tmpfs'],
        ['the later of two that are stacked', '/mnt/v', 'btrfs'],
        ['the later of two that are stacked, below it', '/mnt/v/a/b', 'btrfs'],
        ['a mount point itself', '/mnt/vault', 'nfs4']
    ])('%s', (_, path, filesystem) => {
        expect(mountOf(mounts, pathFromText(path))?.filesystem).toBe(filesystem);
    });
    it('none in an empty table', () => {
        expect(mountOf([], pathFromText('/x'))).toBeUndefined();
    });
});
it('reads the table of this machine', () => {
    const mounts = readMounts();
    expect(mountOf(mounts, pathFromText('/'))).toMatchObject({ mountPoint: '/' });
    expect(mountOf(mounts, pathFromText('/proc/self'))).toMatchObject({ mountPoint: '/proc', filesystem: 'proc' });
});
