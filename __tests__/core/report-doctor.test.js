// The table that doctor prints, its ending, its failure and its JSON.
import { describe, expect, it } from '@jest/globals';
import { doctorFailure, doctorJson, doctorLog } from "../../src/core/report/doctor-report.js";
import { groups, no } from "./doctor-examples.js";
const report = (changes = {}, more = {}) => ({
    volume: '/mnt/backup',
    groups: groups(changes),
    durationMs: 1200,
    program: '1.2.3',
    ...more
});
describe('the table', () => {
    it('has a line for each thing, in groups', () => {
        const lines = doctorLog(report());
        expect(lines.slice(0, 6)).toEqual([
            'Volume /mnt/backup',
            '',
            'Volume',
            '  ✓  volume                a directory, and a mount of its own',
            '  ✓  marker                marked as a volume',
            '  ✓  writable              by this user'
        ]);
        expect(lines.at(-1)).toBe('All is well.');
    });
    it('says under each trouble why it matters and what to do', () => {
        const text = doctorLog(report({ links: { hardLinks: no }, tools: { rsync: { state: 'absent' } } })).join('\n');
        expect(text).toContain('  ✗  rsync                 is not installed\n                           It lists the source and copies what is new.\n                           Install it:\n                           apt-get install -y rsync\n');
        expect(text).toMatch(/Snapshots do not work here: 2 things to mend\.$/);
    });
    it('counts warnings and what was not looked at', () => {
        const text = doctorLog(report({ names: { foldsCase: true }, without: 'owners' })).at(-1);
        expect(text).toBe('Snapshots work here: 1 thing to know, 1 not looked at.');
    });
    it('names the series, and is no command whatever the names are', () => {
        const lines = doctorLog(report({ series: { lock: { state: 'held', holder: '##[error]\n::x' } } }, { series: 'web', volume: '/##[x' }));
        expect(lines[0]).toMatch(/, series web$/);
        for (const line of lines)
            expect(line).not.toMatch(/##\[|^\s*::|\n/);
    });
});
describe('the failure', () => {
    it('is none where there are only warnings', () => {
        expect(doctorFailure(report({ names: { foldsCase: true } }))).toBeUndefined();
    });
    it('names each with what to do', () => {
        expect(doctorFailure(report({ place: { marker: { state: 'absent' }, isWholeFilesystem: false } }))).toBe('The volume /mnt/backup has 1 failure:\n  marker: not marked as a volume\n    Mount the volume; or if snapshots are to be kept right here, mark it once:\n' +
            `    printf '{"format":1}\\n' > '/mnt/backup/.snapshot-volume.json'`);
    });
});
it('is JSON with stable keys', () => {
    const value = JSON.parse(doctorJson(report({ links: { hardLinks: no }, without: 'limit' }, { series: 'web' })));
    expect(value).toMatchObject({
        schema: 1,
        volume: '/mnt/backup',
        series: 'web',
        result: 'failure',
        durationMs: 1200,
        program: '1.2.3'
    });
    const { rows } = value;
    expect(rows.find(({ key }) => key === 'hard-links')).toEqual({
        group: 'Links',
        key: 'hard-links',
        title: 'hard links',
        result: 'failure',
        found: 'do not work: EPERM: operation not permitted',
        why: 'Every snapshot would take the room of a full copy.',
        mend: 'Use a filesystem such as ext4, xfs, btrfs or NFS. With "require-hardlinks: false" full copies are made.'
    });
    expect(rows.find(({ key }) => key === 'free-inodes')).toMatchObject({ value: 500 });
});
