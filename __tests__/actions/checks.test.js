// What is made sure of before anything is written: each refusal says what is wrong and what to do, and leaves the volume as it was.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { World } from "../support/fakes/world.js";
let world;
beforeEach(() => {
    world = new World();
    world.source.write('a', 'a');
});
const everything = () => world.disk.dump('/mnt');
describe('the machine', () => {
    const present = (version) => ({
        state: 'present',
        version: { flavour: 'rsync', version, text: `rsync ${version.join('.')}` }
    });
    const install = 'sudo apt-get update && sudo apt-get install -y rsync';
    test.each([
        ['rsync is absent', { state: 'absent' }, `rsync is not installed on this machine. Install it with:\n  ${install}`],
        [
            'something else is called rsync',
            { state: 'unknown', text: 'a "backup" tool\n' },
            `What is called rsync on this machine does not say its version ("a \\"backup\\" tool\\n"). Install rsync with:\n  ${install}`
        ],
        [
            'rsync is openrsync',
            { state: 'present', version: { flavour: 'openrsync', text: 'openrsync protocol 29' } },
            `The rsync of this machine is openrsync, which cannot link against an earlier tree or keep nanoseconds. Install rsync with:\n  ${install}`
        ],
        [
            'rsync is of the last major',
            present([2, 6, 9]),
            `rsync 2.6.9 is too old; 3.1.3 or newer is needed. Update it with:\n  ${install}`
        ],
        [
            'rsync is of the last minor',
            present([3, 0, 9]),
            `rsync 3.0.9 is too old; 3.1.3 or newer is needed. Update it with:\n  ${install}`
        ],
        [
            'rsync is a patch behind',
            present([3, 1, 2]),
            `rsync 3.1.2 is too old; 3.1.3 or newer is needed. Update it with:\n  ${install}`
        ]
    ])('%s', async (_, state, message) => {
        world.machine.rsyncState = state;
        const before = everything();
        expect(await world.fails()).toEqual({ kind: 'rsync', message });
        expect(everything()).toEqual(before);
    });
    test.each([
        [3, 1, 3],
        [3, 2, 0],
        [4, 0, 0]
    ])('rsync %i.%i.%i is new enough', async (...version) => {
        world.machine.rsyncState = present(version);
        expect(await world.take()).toMatchObject({ status: 'created', rsync: `rsync ${version.join('.')}` });
    });
    test('flock is absent', async () => {
        world.machine.missing = ['util-linux'];
        const { kind, message } = await world.fails();
        expect(kind).toBe('rsync');
        expect(message).toMatch(/^Tools of util-linux that lock.*\n {2}sudo apt-get update && sudo apt-get install -y util-linux$/);
    });
});
describe('the volume', () => {
    const mark = `printf '{"format":1}\\n' > '/mnt/backup/.snapshot-volume.json'`;
    test.each([
        ['is missing', { kind: 'missing' }, /"\/mnt\/backup" does not exist\. Is it mounted\?.*never created here/],
        ['is a file', { kind: 'not-a-directory' }, /"\/mnt\/backup" is not a directory/],
        ['cannot be written', { isWritable: false }, /cannot be written by the runner's user.*mounted read-only/]
    ])('%s', async (_, differs, says) => {
        world.volume.differs = differs;
        const before = everything();
        expect(await world.fails()).toEqual({ kind: 'volume', message: expect.stringMatching(says) });
        expect(everything()).toEqual(before);
    });
    test('is no mount of its own, which matters only with require-mount', async () => {
        world.volume.differs = { isMount: false, mountPoint: '/', filesystem: 'overlay', isWholeFilesystem: false };
        const before = everything();
        const { kind, message } = await world.fails({ requireMount: true });
        expect(kind).toBe('volume');
        expect(message).toMatch(/not a mount of its own: it lies on \/ \(overlay\), and "require-mount" is true/);
        expect(everything()).toEqual(before);
        expect(await world.take()).toMatchObject({ status: 'created' });
    });
    test('has a marker that says nothing', async () => {
        world.disk.write('/mnt/backup/.snapshot-volume.json', '{"format":2}');
        const before = everything();
        const { kind, message } = await world.fails();
        expect(kind).toBe('volume');
        expect(message).toMatch(/^The marker of the volume "\/mnt\/backup" cannot be used: .*format/);
        expect(message).toContain(mark);
        expect(everything()).toEqual(before);
    });
    test.each([
        ['on the root filesystem', { isMount: false, mountPoint: '/', isWholeFilesystem: false }],
        ['a bind mount of some directory', { isMount: true, isWholeFilesystem: false }],
        ['the root filesystem itself', { isMount: true, mountPoint: '/', isWholeFilesystem: true }]
    ])('unmarked and %s: it is not marked without being asked', async (_, differs) => {
        world.disk.remove('/mnt/backup/.snapshot-volume.json');
        world.volume.differs = { ...differs, filesystem: 'ext4' };
        const before = everything();
        const { kind, message } = await world.fails();
        expect(kind).toBe('volume');
        expect(message).toMatch(/^The directory "\/mnt\/backup" is not marked as a volume\. It lies on \S+ \(ext4\)/);
        expect(message).toContain(mark);
        expect(everything()).toEqual(before);
    });
    test('unmarked, but a filesystem of its own: it is marked at the first use', async () => {
        world.disk.remove('/mnt/backup/.snapshot-volume.json');
        const { status, notes } = await world.take();
        expect(status).toBe('created');
        expect(notes).toContainEqual(expect.stringContaining('was marked as a volume at this first use'));
        expect(JSON.parse(world.disk.at('/mnt/backup/.snapshot-volume.json')?.data ?? '')).toEqual({
            format: 1,
            created: '2026-11-21T02:00:00.000Z',
            program: '1.2.3'
        });
        expect((await world.take()).notes.filter(note => note.includes('marked'))).toEqual([]);
    });
    test('cannot hold symlinks', async () => {
        world.disk.symlinksWork = false;
        expect(await world.fails()).toMatchObject({
            kind: 'links',
            message: expect.stringMatching(/"\/mnt\/backup" cannot hold symlinks \(EPERM.*\), and "latest" is one/)
        });
        expect(world.ids()).toEqual([]);
    });
    test('cannot make hard links', async () => {
        world.disk.linkRefusal = 'EPERM';
        expect(await world.fails()).toMatchObject({
            kind: 'links',
            message: expect.stringMatching(/Hard links do not work.*\(EPERM.*"require-hardlinks: false" to pay for full copies/)
        });
        expect(world.ids()).toEqual([]);
    });
    test('cannot make hard links, and that is paid for: full copies, and a warning that says so', async () => {
        world.disk.linkRefusal = 'EPERM';
        world.source.write('b', 'b');
        await world.take({ requireHardlinks: false });
        const report = await world.take({ requireHardlinks: false });
        expect(report.counts).toMatchObject({ filesLinked: 0, filesCopied: 2, filesChanged: 0 });
        expect(report.causes).toEqual([{ cause: 'refused', files: 2, bytes: 2 }]);
        expect(report.warnings).toEqual([expect.stringMatching(/^2 files could not be linked, because the kernel or/)]);
        expect(report.bytes.bytesAdded).toBe(report.bytes.bytesOnDisk);
    });
});
