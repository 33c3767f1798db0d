// Where the bytes come from: stored files that are not what they were, and what the target has already.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { localTarget } from "../../src/adapters/target/local-target.js";
import { fsPath, joinPath, pathFromText } from "../../src/core/byte-path.js";
import { adapterParts, scratchWith } from "../support/adapter-parts.js";
import { described, restoreAll, setTimes, treeEntries } from "../support/target-stand.js";
const parts = adapterParts();
let scratch = '';
let snapshot = '';
let path = '';
beforeEach(() => {
    scratch = scratchWith('snapshot');
    [snapshot, path] = [join(scratch, 'snapshot'), join(scratch, 'target')];
});
afterEach(() => {
    execFileSync('chmod', ['-R', 'u+rwX', scratch]);
    rmSync(scratch, { recursive: true });
});
afterAll(() => parts.pool.close());
const target = () => localTarget(path, parts);
const at = (name) => fsPath(joinPath(pathFromText(snapshot), name));
const restore = () => restoreAll(target(), snapshot, treeEntries(snapshot));
/** Nothing of ours is left behind, and the target is what the snapshot is. */
function expectSame() {
    expect(described(treeEntries(path))).toEqual(described(treeEntries(snapshot)));
}
describe('what is stored', () => {
    beforeEach(() => {
        mkdirSync(join(snapshot, 'dir'));
        for (const name of ['small', 'dir/other'])
            writeFileSync(at(name), `${name} as stored`);
        writeFileSync(at('large'), Buffer.alloc(3_000_000, 'large as stored'));
        mkdirSync(path);
        for (const name of ['small', 'large'])
            writeFileSync(join(path, name), 'old');
    });
    const rot = (name) => {
        const bytes = readFileSync(at(name));
        bytes[bytes.length - 5] = 0;
        writeFileSync(at(name), bytes);
    };
    it.each([
        ['small', 'flipped', rot, 'damaged', /its bytes are not those that were stored/],
        ['large', 'flipped', rot, 'damaged', /its bytes are not those that were stored/],
        [
            'small',
            'shorter',
            (name) => {
                truncateSync(at(name), 3);
            },
            'damaged',
            /3 bytes instead of 15/
        ],
        [
            'large',
            'longer',
            (name) => {
                truncateSync(at(name), 3_000_001);
            },
            'damaged',
            /3,000,001 bytes instead of 3,000,000/
        ],
        [
            'small',
            'gone',
            (name) => {
                rmSync(at(name));
            },
            'missing',
            /it is not there/
        ],
        [
            'large',
            'gone',
            (name) => {
                rmSync(at(name));
            },
            'missing',
            /it is not there/
        ],
        [
            'small',
            'a symlink',
            (name) => {
                rmSync(at(name));
                symlinkSync('/etc/passwd', at(name));
            },
            'damaged',
            /symlink/
        ],
        [
            'large',
            'a FIFO',
            (name) => {
                rmSync(at(name));
                execFileSync('mkfifo', [join(snapshot, name)]);
            },
            'damaged',
            /not a regular file/
        ],
        [
            'small',
            'a directory',
            (name) => {
                rmSync(at(name));
                mkdirSync(at(name));
            },
            'damaged',
            /not a regular file/
        ],
        [
            'dir/other',
            'below a symlink',
            () => {
                rmSync(at('dir'), { recursive: true });
                mkdirSync(join(scratch, 'elsewhere'));
                writeFileSync(join(scratch, 'elsewhere/other'), 'dir/other as stored');
                symlinkSync(join(scratch, 'elsewhere'), at('dir'));
            },
            'missing',
            /a directory on the way/
        ]
    ])('%s, but %s: not put in place, the old one stays, the others come', async (name, _, harm, problem, why) => {
        const entries = treeEntries(snapshot);
        harm(name);
        const outcomes = await restoreAll(target(), snapshot, entries);
        const files = entries.filter(({ type }) => type === 'file');
        files.forEach((entry, index) => {
            if (entry.path !== name)
                expect(outcomes[index]).toEqual({ put: true, how: 'copied' });
            else
                expect(outcomes[index]).toMatchObject({ put: false, problem, why: expect.stringMatching(why) });
        });
        if (name !== 'dir/other')
            expect(readFileSync(join(path, name), 'utf8')).toBe('old');
        for (const entry of files.filter(each => each.path !== name)) {
            const digest = createHash('sha256')
                .update(readFileSync(join(path, entry.path)))
                .digest('hex');
            expect(digest).toBe(entry.sha256);
        }
        expect(readdirSync(path).sort()).toEqual(['dir', 'large', 'small']);
    });
    it('is taken as it is where it is not verified, as long as its size is right', async () => {
        const entries = treeEntries(snapshot);
        rot('small');
        rot('large');
        truncateSync(at('dir/other'), 1);
        const outcomes = await restoreAll(target(), snapshot, entries, { verify: false });
        expect(outcomes.map(({ put }) => put)).toEqual([false, true, true]);
        expect(readFileSync(join(path, 'large')).equals(readFileSync(at('large')))).toBe(true);
    });
    it('is a failure when all of it is gone', async () => {
        const entries = treeEntries(snapshot);
        rmSync(snapshot, { recursive: true });
        await expect(restoreAll(target(), snapshot, entries)).rejects.toMatchObject({ kind: 'missing' });
        expect(readdirSync(path).sort()).toEqual(['dir', 'large', 'small']);
    });
});
describe('what the target has already', () => {
    const sizes = [
        ['small', 10],
        ['large', 2_000_000]
    ];
    beforeEach(() => {
        mkdirSync(path);
        for (const [name, size] of sizes) {
            for (const directory of [snapshot, path])
                writeFileSync(join(directory, name), Buffer.alloc(size, name));
            chmodSync(at(name), 0o751);
            setTimes(snapshot, [[name, '1400000000.123456789']]);
        }
    });
    it('gets its attributes without the snapshot being read', async () => {
        const entries = treeEntries(snapshot);
        rmSync(snapshot, { recursive: true });
        mkdirSync(snapshot);
        const before = statSync(join(path, 'large')).ino;
        const outcomes = await restoreAll(target(), snapshot, entries, { from: 'target' });
        expect(outcomes).toEqual([
            { put: true, how: 'made' },
            { put: true, how: 'copied' }
        ]);
        expect(described(treeEntries(path))).toEqual(described(entries));
        // Not written again.
        expect(statSync(join(path, 'large')).ino).toBe(before);
    });
    it('is copied aside first where it has other names, which keep their bytes and attributes', async () => {
        for (const [name] of sizes) {
            chmodSync(join(path, name), 0o600);
            linkSync(join(path, name), join(scratch, `twin of ${name}`));
        }
        const twins = () => sizes.map(([name]) => {
            const twin = join(scratch, `twin of ${name}`);
            const stat = lstatSync(twin, { bigint: true });
            return [stat.mode, stat.mtimeNs, createHash('sha256').update(readFileSync(twin)).digest('hex')].join(' ');
        });
        const before = twins();
        await restoreAll(target(), snapshot, treeEntries(snapshot), { from: 'target' });
        expectSame();
        expect(twins()).toEqual(before);
        for (const [name] of sizes)
            expect(statSync(join(path, name)).nlink).toBe(1);
    });
    it('is taken from the snapshot after all where it changed meanwhile', async () => {
        writeFileSync(join(path, 'small'), 'otherbytes');
        writeFileSync(join(path, 'large'), 'shorter');
        const outcomes = await restoreAll(target(), snapshot, treeEntries(snapshot), { from: 'target' });
        expect(outcomes).toEqual([
            { put: true, how: 'copied' },
            { put: true, how: 'copied' }
        ]);
        expectSame();
    });
    it('shares no inode with the snapshot afterwards', async () => {
        await restore();
        for (const [name] of sizes)
            expect(statSync(join(path, name)).ino).not.toBe(statSync(at(name)).ino);
        expect(sizes.map(([name]) => statSync(at(name)).nlink)).toEqual([1, 1]);
    });
});
