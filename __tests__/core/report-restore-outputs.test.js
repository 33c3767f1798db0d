// The outputs of a restore and its JSON report: what a workflow reads, and what a machine does.
import { describe, expect, test } from '@jest/globals';
import { restoreJson } from "../../src/core/report/restore-json.js";
import { restoreOutputNames, restoreOutputs } from "../../src/core/report/restore-outputs.js";
import { cleaned, damaged, dryRun, every, found, hostile, missed, restored, unchanged } from "./report-restore-examples.js";
describe('outputs', () => {
    test.each(Object.entries(every))('%s has all of them', (_, report) => {
        expect(Object.keys(restoreOutputs(report, '/r'))).toEqual([...restoreOutputNames]);
    });
    test.each([
        [
            'restored',
            { ...restored, durationMs: 12.6 },
            {
                restored: 'true',
                snapshot: '2026-11-20T02-00-05Z',
                'matched-name': 'octo/app/nightly/main',
                'exact-match': 'true',
                commit: '1a2b3c4d5e6f'.padEnd(40, '0'),
                files: '50222',
                bytes: '766509056',
                verified: 'true',
                source: 'volume',
                'files-written': '702',
                'bytes-written': '10485760',
                'files-removed': '0',
                path: '/home/runner/work/app/app/dist',
                'duration-ms': '13',
                report: '/r'
            }
        ],
        ['unchanged', unchanged, { restored: 'true', verified: 'true', 'files-written': '0' }],
        ['damaged', damaged, { restored: 'false', verified: 'false', files: '50222' }],
        ['not verified', { ...restored, verify: false }, { restored: 'true', verified: 'false' }],
        ['a dry run', dryRun, { restored: 'false', verified: '', 'files-written': '702', 'files-removed': '31' }],
        [
            'found',
            found,
            { restored: 'false', commit: '', 'exact-match': 'false', source: 'volume', verified: '', 'bytes-written': '' }
        ],
        ['missed', missed, { restored: 'false', snapshot: '', 'exact-match': '', files: '', verified: '', source: '' }]
    ])('of %s', (_, report, expected) => {
        expect(restoreOutputs(report, '/r')).toMatchObject(expected);
    });
});
describe('the JSON report', () => {
    const read = (report) => JSON.parse(restoreJson(report));
    test('has all that the report has', () => {
        const { counts, bytes, ...others } = cleaned;
        expect(read(cleaned)).toEqual({
            schema: 1,
            ...others,
            restored: true,
            verified: true,
            ...counts,
            ...bytes,
            removed: [{ path: 'old' }, { path: 'x.js' }],
            spared: [{ path: '.git' }, { path: 'sub/.env' }]
        });
        expect(read(damaged)).toMatchObject({
            status: 'partial',
            restored: false,
            verified: false,
            lost: [{ path: 'lib/a.js', problem: 'damaged' }, { path: 'lib/b.js' }, { path: 'l\ufffd', pathBase64: 'bP8=' }]
        });
    });
    test('has no figures of what was not looked at', () => {
        expect(read(missed)).not.toHaveProperty('files');
        expect(read(missed)).toMatchObject({ status: 'missed', reason: missed.reason, restored: false });
        expect(read(found)).toMatchObject({ files: 50_222, from: { isExact: false } });
        for (const name of ['filesWritten', 'verified', 'lost'])
            expect(read(found)).not.toHaveProperty(name);
        expect(read(dryRun)).toMatchObject({ filesWritten: 702 });
        expect(read(dryRun)).not.toHaveProperty('verified');
    });
    test('printed, it shows what it is and holds no command', () => {
        expect(restoreJson(hostile)).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]|^\s*::|##\[/mu);
    });
});
