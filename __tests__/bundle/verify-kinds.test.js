// Every way in which a stored tree can differ from what was stored, made for real: the built verify action tells it by its name.
import { execFileSync } from 'node:child_process';
import { chmodSync, renameSync, rmSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { damagedIn, found, verifyStand } from "../support/verify-stand.js";
import { output } from "../support/volumes.js";
const { series, last, at, verify } = verifyStand();
describe('told apart is', () => {
    it.each([
        [
            'a file that was cut off',
            () => {
                truncateSync(at(last(), 'version'), 0);
            },
            ['size version']
        ],
        [
            'a file that is gone',
            () => {
                rmSync(at(last(), 'lib/3.js'));
            },
            ['missing lib/3.js']
        ],
        [
            'a directory that is gone',
            () => {
                rmSync(at(last(), 'lib'), { recursive: true });
            },
            ['missing lib']
        ],
        [
            'something that was added',
            () => {
                writeFileSync(at(last(), 'lib/deep/more'), '');
            },
            ['extra lib/deep/more']
        ],
        [
            'another mode',
            () => {
                chmodSync(at(last(), 'version'), 0o600);
            },
            ['attributes version']
        ],
        [
            'another time',
            () => {
                utimesSync(at(last(), 'version'), 1, 1);
            },
            ['attributes version']
        ],
        [
            'a symlink in the place of a file',
            () => {
                rmSync(at(last(), 'version'));
                symlinkSync('/etc/passwd', at(last(), 'version'));
            },
            ['type version']
        ],
        [
            'a FIFO in the place of a file, on which nothing hangs',
            () => {
                rmSync(at(last(), 'version'));
                execFileSync('mkfifo', [at(last(), 'version')]);
            },
            ['type version']
        ],
        [
            'a FIFO that was added',
            () => {
                execFileSync('mkfifo', [at(last(), 'pipe')]);
            },
            ['extra pipe']
        ],
        [
            'a symlink that points elsewhere',
            () => {
                rmSync(at(last(), 'link'));
                symlinkSync('lib/2.js', at(last(), 'link'));
            },
            ['target link']
        ],
        [
            'a directory in which two files changed their places, with their times',
            () => {
                for (const [from, to] of [
                    ['1.js', 'x'],
                    ['2.js', '1.js'],
                    ['x', '2.js']
                ])
                    renameSync(at(last(), 'lib', from), at(last(), 'lib', to));
            },
            // Of one size; their times differ, and whoever swapped them is found by their bytes.
            ['content lib/1.js', 'content lib/2.js']
        ],
        [
            'a hostile name',
            () => {
                rmSync(at(last(), 'new\nline \u001b[31m'));
            },
            ['missing new\nline \u001b[31m']
        ],
        [
            'a manifest that is damaged',
            () => {
                truncateSync(join(series(), '.snapshots/manifests', `${last()}.mtree.gz`), 100);
            },
            ['manifest .']
        ],
        [
            'a manifest that is gone',
            () => {
                rmSync(join(series(), '.snapshots/manifests', `${last()}.mtree.gz`));
            },
            ['manifest .']
        ],
        [
            'a record that is damaged',
            () => {
                writeFileSync(join(series(), '.snapshots/records', `${last()}.json`), '{"format":1}');
            },
            ['record .']
        ]
    ])('%s', async (_, damage, expected) => {
        damage();
        const result = await verify();
        expect(result.outcome).toBe('failure');
        expect(found(result)).toEqual(expected);
        for (const one of damagedIn(result))
            expect(one.snapshots).toContain(last());
        expect(output(result, 'snapshots-checked')).toBe('3');
        expect(result.parsed.unknown).toEqual([]);
    });
});
