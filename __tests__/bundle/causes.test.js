// Why a file was stored again, on real trees: each cause is found, counted and said, and the stored bytes are the source's.
import { appendFileSync, chmodSync, chownSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { missingTmpfs, mountTmpfs } from "../support/loop-image.js";
import { listing } from "../support/series-state.js";
import { itUnless, missingRoot } from "../support/skip-aloud.js";
import { contentDifferences, shapeOf } from "../support/trees.js";
import { figure, output, stand, succeeded } from "../support/volumes.js";
let here;
let first = '';
const inBuild = (...names) => join(here.workspace, 'build', ...names);
beforeEach(async () => {
    here = stand();
    mkdirSync(inBuild('sub'), { recursive: true });
    for (const name of ['a', 'b', 'sub/c'])
        writeFileSync(inBuild(name), `content of ${name}`, { mode: 0o644 });
    first = output(succeeded(await here.run()), 'snapshot-path');
});
afterEach(() => {
    here.remove();
});
const causesOf = (result) => {
    const report = JSON.parse(readFileSync(output(result, 'report'), 'utf8'));
    return Object.fromEntries(report.causes.map(({ cause, files }) => [cause, files]));
};
const expectEqual = (result) => {
    expect(contentDifferences(inBuild(), output(result, 'snapshot-path'))).toBe('');
    expect(shapeOf(output(result, 'snapshot-path'))).toEqual(shapeOf(inBuild()));
};
it.each([
    ['nothing changed', () => undefined, {}],
    [
        'other bytes',
        () => {
            writeFileSync(inBuild('a'), 'other');
        },
        { content: 1 }
    ],
    [
        'a new file',
        () => {
            writeFileSync(inBuild('new'), 'new');
        },
        { new: 1 }
    ],
    [
        'a file in another place',
        () => {
            rmSync(inBuild('a'));
            writeFileSync(inBuild('moved'), 'content of a');
        },
        {}
    ],
    [
        'the same once more',
        () => {
            writeFileSync(inBuild('sub/again'), 'content of a');
        },
        {}
    ],
    [
        'a build with umask 077',
        () => {
            for (const name of ['a', 'b', 'sub/c'])
                chmodSync(inBuild(name), 0o600);
            chmodSync(inBuild('sub'), 0o700);
        },
        { mode: 3 }
    ],
    [
        'an executable',
        () => {
            chmodSync(inBuild('b'), 0o755);
        },
        { mode: 1 }
    ],
    [
        'a file where a directory was',
        () => {
            rmSync(inBuild('sub'), { recursive: true });
            writeFileSync(inBuild('sub'), 'x');
        },
        { new: 1 }
    ]
])('%s', async (_, change, causes) => {
    change();
    const before = listing(first);
    const result = succeeded(await here.run());
    expect(causesOf(result)).toEqual(causes);
    expect(figure(result, 'files-copied')).toBe(Object.values(causes).reduce((sum, files) => sum + files, 0));
    expectEqual(result);
    expect(result.parsed.annotations).toEqual([]);
    expect(listing(first)).toEqual(before);
});
it('a build with umask 077, and then as before: each is linked to its own kind no further than the last snapshot', async () => {
    chmodSync(inBuild('a'), 0o600);
    expect(causesOf(succeeded(await here.run()))).toEqual({ mode: 1 });
    chmodSync(inBuild('a'), 0o644);
    const result = succeeded(await here.run());
    expect(causesOf(result)).toEqual({ mode: 1 });
    expectEqual(result);
});
itUnless(missingRoot())('another owner, where owners are kept', async () => {
    chownSync(inBuild('a'), 1234, 5678);
    const result = succeeded(await here.run());
    expect(causesOf(result)).toEqual({ owner: 1 });
    expect(figure(succeeded(await here.run()), 'files-linked')).toBe(3);
});
describe('what was changed inside an old snapshot is not carried forward', () => {
    it.each(['content', 'quick'])('a directory that a symlink out of the volume replaced (compare: %s)', async (compare) => {
        const outside = join(here.scratch, 'outside');
        renameSync(join(first, 'sub'), outside);
        symlinkSync(outside, join(first, 'sub'));
        const result = succeeded(await here.run({ compare }));
        expect(lstatSync(join(outside, 'c')).nlink).toBe(1);
        expect(figure(result, 'files-linked')).toBe(2);
        expect(result.log).toContain('something else stands where a directory was stored');
        expectEqual(result);
    });
    it.each([
        [
            'longer',
            stored => {
                appendFileSync(stored, ' and more');
            }
        ],
        [
            'rewritten',
            stored => {
                writeFileSync(stored, 'damaged bytes');
            }
        ],
        [
            'touched',
            stored => {
                utimesSync(stored, 1, 1);
            }
        ],
        [
            'closed',
            stored => {
                chmodSync(stored, 0o600);
            }
        ],
        [
            'removed',
            stored => {
                rmSync(stored);
            }
        ]
    ])('%s', async (_, damage) => {
        damage(join(first, 'sub/c'));
        const result = succeeded(await here.run());
        expect(causesOf(result)).toEqual({ altered: 1 });
        expectEqual(result);
        expect(result.parsed.annotations).toMatchObject([
            {
                name: 'warning',
                message: expect.stringMatching(/^One file could not be linked, because the base no longer/)
            }
        ]);
        expect(figure(succeeded(await here.run()), 'files-linked')).toBe(3);
    });
});
itUnless(missingTmpfs())('a base on another filesystem is copied, counted, and warned of', async () => {
    const other = mountTmpfs('size=20m', ((at) => (mkdirSync(at, { recursive: true }), at))(join(here.volume, 'other')));
    try {
        const result = succeeded(await here.run({ name: 'other', 'link-from': 'acme/widgets/build/main' }));
        expect(causesOf(result)).toEqual({ 'other-filesystem': 3 });
        expect(result.parsed.annotations).toMatchObject([
            {
                message: expect.stringMatching(/^3 files could not be linked, because the base lies on another filesystem/)
            }
        ]);
        expectEqual(result);
    }
    finally {
        other.remove();
    }
});
