// The series that are named to whoever named none: a few, and only where there is a volume to look at.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { seriesHint } from "../../src/cli/series-hint.js";
let volume = '';
beforeAll(() => {
    volume = mkdtempSync(join(tmpdir(), 'snapshot-hint-'));
    for (let at = 1; at <= 12; at++)
        mkdirSync(join(volume, 'many', `s${String(at).padStart(2, '0')}`, '.snapshots'), { recursive: true });
    mkdirSync(join(volume, 'one/app\x1b[2J/.snapshots'), { recursive: true });
});
afterAll(() => {
    rmSync(volume, { recursive: true });
});
it('names the first, and how many more there are', () => {
    const hint = seriesHint({ INPUT_VOLUME: join(volume, 'many'), SNAPSHOT_VOLUME: '/nowhere' });
    expect(hint[0]).toBe(`On "${join(volume, 'many')}" there are:`);
    expect(hint.slice(1)).toEqual([
        ...['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'].map(number => `  --name "s${number}"`),
        '  and 2 more: snapshot-action list'
    ]);
});
it('shows what cannot be seen in a name', () => {
    expect(seriesHint({ SNAPSHOT_VOLUME: join(volume, 'one') })).toEqual([
        `On "${join(volume, 'one')}" there is:`,
        '  --name "app\\x1b[2J"'
    ]);
});
it.each([{}, { INPUT_VOLUME: 'relative' }, { INPUT_VOLUME: '/nowhere/at/all' }, { SNAPSHOT_VOLUME: '/etc/hostname' }])('says nothing of %j', env => {
    expect(seriesHint(env)).toEqual([]);
});
