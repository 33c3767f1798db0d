// The command line on a terminal, one that `script` makes: what is to be read in the end, colours, Ctrl-C, and hostile names.
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { processesIn, until } from "../support/alive.js";
import { startOnTerminal } from "../support/command-line.js";
import { screenOf } from "../support/screen.js";
import { itUnless, missingTool } from "../support/skip-aloud.js";
const missing = [missingTool('script', 'bsdutils'), missingTool('stty', 'coreutils')];
let scratch = '';
const onTerminal = (args, env = {}) => {
    const { child, ended } = startOnTerminal(args, {
        cwd: scratch,
        env: { SNAPSHOT_VOLUME: join(scratch, 'volume'), ...env }
    });
    child.stdin?.end();
    return ended;
};
beforeAll(() => {
    scratch = mkdtempSync(join(tmpdir(), 'snapshot-terminal-'));
    mkdirSync(join(scratch, 'volume'));
    mkdirSync(join(scratch, 'build'));
    writeFileSync(join(scratch, 'volume/.snapshot-volume.json'), '{"format":1}\n');
    writeFileSync(join(scratch, 'build/file'), 'content');
    writeFileSync(join(scratch, 'build/\x1b]0;evil\x07\x1b[2J\nname'), 'content of a hostile name');
});
afterAll(() => {
    rmSync(scratch, { recursive: true, force: true });
});
itUnless(...missing)('a line for each phase, a bar in between, and then the result', async () => {
    const { status, stdout } = await onTerminal(['save', 'build', '--name', 'app']);
    const { lines, isAsBefore, foreign } = screenOf(stdout);
    expect(status).toBe(0);
    const told = lines.slice(0, lines.indexOf(''));
    expect(told.filter(line => !line.startsWith('  '))).toEqual(['Check', 'Read the source', 'Lock the series', 'Plan', 'Fill', 'Check what was stored', 'Publish', 'Retain'].map(title => expect.stringMatching(new RegExp(`^✓ ${title} +\\d+(\\.\\d)? m?s$`))));
    // Their times stand below each other.
    expect(new Set(told.filter(line => line.startsWith('✓')).map(line => line.length)).size).toBe(1);
    expect(lines[lines.indexOf('') + 1]).toMatch(/^Snapshot .* created$/);
    expect({ isAsBefore, foreign }).toEqual({ isAsBefore: true, foreign: [] });
    expect(stdout).toMatch(/hashing [█░]+ /);
    expect(stdout).toContain('\x1b[32m✓');
    expect(stdout).not.toContain('\x07');
    expect(lines.join('\n')).toContain('\\x1b]0;evil\\x07\\x1b[2J\\nname');
});
itUnless(...missing)('names of a snapshot do nothing to it', async () => {
    mkdirSync(join(scratch, 'empty'));
    writeFileSync(join(scratch, 'empty/other'), 'x');
    await onTerminal(['save', 'empty', '--name', 'empty']);
    const { stdout } = await onTerminal(['diff', '--name', 'empty', '--name-b', 'app']);
    expect(stdout).toContain('\\x1b]0;evil\\x07');
    expect(stdout).not.toContain('\x07');
    expect(screenOf(stdout).foreign).toEqual([]);
});
itUnless(...missing)('no colours where none are wanted', async () => {
    for (const env of [{ NO_COLOR: '1' }, { TERM: 'dumb' }]) {
        const { status, stdout } = await onTerminal(['list', '--name', 'app'], env);
        expect(status).toBe(0);
        // eslint-disable-next-line no-control-regex -- the range is meant
        expect(stdout).not.toMatch(/\x1b\[\d*m/);
    }
    expect((await onTerminal(['list', '--name', 'app'])).stdout).toContain('\x1b[1m');
    expect((await onTerminal(['list', '--name', 'app'], { TERM: 'dumb' })).stdout).not.toContain('\x1b');
});
itUnless(...missing)('an error stands on a line of its own, in red', async () => {
    const { status, stdout } = await onTerminal([
        'restore',
        '--name',
        'app',
        '--snapshot',
        'tag:no',
        '--path',
        'restored'
    ]);
    expect(status).toBe(1);
    expect(screenOf(stdout).lines.some(line => line.startsWith('error: '))).toBe(true);
    expect(stdout).toContain('\x1b[31merror:\x1b[39m ');
});
itUnless(...missing)('Ctrl-C ends it at once, and gives the terminal back', async () => {
    mkdirSync(join(scratch, 'large'));
    writeFileSync(join(scratch, 'large/file'), '');
    truncateSync(join(scratch, 'large/file'), 200_000_000_000);
    for (let at = 0; at < 2000; at++)
        writeFileSync(join(scratch, `large/${at}`), 'small');
    const { child, ended } = startOnTerminal(['save', 'large', '--name', 'large'], {
        cwd: scratch,
        env: { SNAPSHOT_VOLUME: join(scratch, 'volume') }
    });
    let written = '';
    child.stdout?.on('data', (piece) => (written += piece.toString()));
    expect(await until(() => written.includes('hashing'), 20_000)).toBe(true);
    expect(screenOf(written).isAsBefore).toBe(false);
    child.stdin?.write('\x03');
    const pressedAt = performance.now();
    const { status, stdout } = await ended;
    expect(performance.now() - pressedAt).toBeLessThan(2000);
    expect(status).toBe(130);
    const { lines, isAsBefore } = screenOf(stdout);
    expect(isAsBefore).toBe(true);
    expect(lines.at(-2)).toMatch(/^error: Cancelled\. Nothing was published/);
    expect(lines.find(line => line.includes('Read the source'))).toMatch(/✗ Read the source /);
    expect(processesIn(scratch)).toEqual([]);
});
itUnless(...missing)('help fits the terminal', async () => {
    const { lines } = screenOf((await onTerminal(['save', '--help'])).stdout);
    const described = lines.slice(0, lines.indexOf('Examples:'));
    expect(described.length).toBeGreaterThan(50);
    expect(described.filter(line => line.length > 80)).toEqual([]);
});
