// The command line as scripts use it: real series on a real volume, exit statuses, what goes to which stream, and nothing left behind.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { processesIn, until } from "../support/alive.js";
import { callCommand, callShell, commandFor, startCommand } from "../support/command-line.js";
import { idsIn } from "../support/volumes.js";
let scratch = '';
let volume = '';
let build = '';
const holders = [];
const call = (...args) => callCommand(args, { cwd: scratch, env: { SNAPSHOT_VOLUME: volume } });
const lines = ({ stdout }) => stdout.split('\n');
beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'snapshot-cli-'));
    volume = join(scratch, 'volume');
    build = join(scratch, 'build');
    mkdirSync(volume);
    mkdirSync(join(build, 'deep'), { recursive: true });
    writeFileSync(join(volume, '.snapshot-volume.json'), '{"format":1}\n');
    writeFileSync(join(build, 'deep/one'), 'one');
    writeFileSync(join(build, 'two'), 'two');
    expect(await call('save', 'build', '--name', 'app')).toMatchObject({ status: 0 });
    writeFileSync(join(build, 'two'), 'two and more');
    expect(await call('save', 'build', '--name', 'app', '--tags', 'v1')).toMatchObject({ status: 0 });
});
afterEach(() => {
    for (const { pid } of holders.splice(0))
        if (pid !== undefined)
            process.kill(-pid, 'SIGKILL');
});
afterAll(() => {
    rmSync(scratch, { recursive: true, force: true });
});
/** Another run that is writing a series. */
async function holdLock(series) {
    const lock = join(volume, series, '.snapshots/lock');
    holders.push(spawn('flock', [lock, 'sleep', '60'], { detached: true, stdio: 'ignore' }));
    expect(await until(() => processesIn(lock).length > 0, 2000)).toBe(true);
}
/** Other bytes in a stored file, and not a trace of it in its times. */
function rot(file) {
    const { atime, mtime } = statSync(file);
    const bytes = readFileSync(file);
    bytes.writeUInt8((bytes[0] ?? 0) ^ 1);
    writeFileSync(file, bytes);
    utimesSync(file, atime, mtime);
}
describe('0, done', () => {
    it.each([
        ['list', 'series'],
        ['list --name app', '2 snapshots'],
        ['diff --name app', '→'],
        ['prune --name app --dry-run', 'All 2 snapshots stay'],
        ['verify --name app', 'Verified'],
        ['restore --name app --path restored', 'Restored'],
        ['save build --name app --dry-run', 'Dry run'],
        ['help', 'Usage: snapshot-action']
    ])('%s', async (line, said) => {
        const ended = await call(...line.split(' '));
        expect(ended.status).toBe(0);
        expect(lines(ended).slice(0, 3).join('\n')).toContain(said);
        // eslint-disable-next-line no-control-regex -- no colour and no bar in a pipe
        expect(ended.stdout + ended.stderr).not.toMatch(/\x1b/);
    });
    it('paths start from where it is called, also in a step of a workflow', async () => {
        const env = { SNAPSHOT_VOLUME: volume, GITHUB_WORKSPACE: '/nowhere', INPUT_PATH: '/etc', INPUT_NAME: 'not this' };
        const { status, stdout } = await callCommand(['save', 'deep', '--name', 'other', '--json'], { cwd: build, env });
        expect(status).toBe(0);
        const { snapshotPath } = JSON.parse(stdout);
        expect(snapshotPath.startsWith(join(volume, 'other'))).toBe(true);
        expect(readdirSync(snapshotPath)).toEqual(['one']);
    });
    it('says nothing on the way when it is to be quiet', async () => {
        expect(await call('list', '--name', 'app', '--quiet')).toMatchObject({ status: 0, stderr: '' });
        expect((await call('list', '--name', 'app')).stderr).toMatch(/^Check took /);
    });
    it('a pipe that is closed early is no error', async () => {
        const many = join(scratch, 'many');
        mkdirSync(many);
        for (let at = 0; at < 3000; at++)
            writeFileSync(join(many, `${at} ${'x'.repeat(60)}`), `${at}`);
        expect((await call('save', 'many', '--name', 'app/many', '--quiet')).status).toBe(0);
        const line = commandFor(['diff', '--json', '--quiet', '--volume', volume, '--name', 'app', '--name-b', 'app/many']);
        const ended = await callShell(`${line} | head -c 10; echo "; status \${PIPESTATUS[0]}"`, { cwd: scratch });
        expect(ended).toEqual({ status: 0, stdout: '{\n  "schem; status 0\n', stderr: '' });
    });
});
describe('1, failed', () => {
    it.each([
        [
            'a snapshot that is not there',
            'restore --name app --snapshot tag:v2 --path restored',
            /no snapshot with the tag v2/
        ],
        ['a volume that is not there', 'list --volume /nowhere/at/all', /does not exist/],
        ['a source that is not there', 'save nowhere --name app', /exist|found/i]
    ])('%s', async (_, line, said) => {
        const { status, stdout, stderr } = await call(...line.split(' '));
        expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
        expect(stderr).toMatch(said);
        expect(stderr).toMatch(/^error: /m);
        expect(stderr).not.toContain('Unexpected');
    });
});
describe('2, wrong usage', () => {
    it('without arguments, with the help on standard error', async () => {
        const { status, stdout, stderr } = await callCommand([]);
        expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
        expect(stderr).toMatch(/^Usage: snapshot-action <command>/);
    });
    it('with the series there are, where a name is needed', async () => {
        expect(await call('verify')).toEqual({
            status: 2,
            stdout: '',
            stderr: expect.stringMatching(/^error: --name is missing[^]*\n {2}--name "app"\n[^]*\nSee: snapshot-action verify --help\n$/)
        });
    });
    it('with every mistake, of inputs', async () => {
        const { status, stderr } = await callCommand(['prune', '--keep-daily', 'x', '--max-size', '5']);
        expect(status).toBe(2);
        for (const said of ['--keep-daily: "x"', '--max-size: "5"', 'in the environment\n', '--name is missing'])
            expect(stderr).toContain(said);
    });
    it('with what was meant, of flags', async () => {
        expect(await call('list', '--nmae', 'app')).toEqual({
            status: 2,
            stdout: '',
            stderr: "error: unknown option '--nmae'\n(Did you mean --name?)\nSee: snapshot-action list --help\n"
        });
    });
    it('and a file name that is taken for a flag does nothing to a terminal', async () => {
        const { status, stderr } = await call('save', '--\x1b]0;evil\x07\nx', 'build', '--name', 'app');
        expect(status).toBe(2);
        expect(stderr).toContain('--\\x1b]0;evil\\x07');
        // eslint-disable-next-line no-control-regex -- the range is meant
        expect(stderr).not.toMatch(/[\x1b\x07]/);
    });
});
it('3, damage found', async () => {
    expect((await call('save', 'build', '--name', 'rotten')).status).toBe(0);
    const series = join(volume, 'rotten');
    rot(join(series, idsIn(series)[0] ?? '', 'deep/one'));
    const { status, stdout, stderr } = await call('verify', '--name', 'rotten');
    expect(status).toBe(3);
    expect(stdout).toContain('Damage found');
    expect(stderr).toMatch(/^error: .*is not what was stored:\n {2}deep\/one: /m);
    expect((await call('verify', '--name', 'rotten', '--on-damage', 'warn')).status).toBe(0);
});
it.each([
    ['save', ['save', 'build']],
    ['prune', ['prune']]
])('4, locked: %s', async (_, args) => {
    await holdLock('app');
    const { status, stdout, stderr } = await call(...args, '--name', 'app', '--lock-timeout', '0s');
    expect(status).toBe(4);
    expect(stderr).toMatch(/^error: .*is still being written by/m);
    // A prune has a report all the same: of several series, others may have been pruned.
    if (args[0] === 'save')
        expect(stdout).toBe('');
    else
        expect(stdout).toContain('nothing was removed');
});
describe('130, cancelled', () => {
    it.each(['SIGINT', 'SIGTERM'])('by %s: it is over at once and leaves nothing running', async (signal) => {
        const large = join(scratch, 'large');
        mkdirSync(large, { recursive: true });
        writeFileSync(join(large, 'file'), '');
        truncateSync(join(large, 'file'), 200_000_000_000);
        const { child, ended } = startCommand(['save', 'large', '--name', 'app/large', '--json'], {
            cwd: scratch,
            env: { SNAPSHOT_VOLUME: volume }
        });
        let log = '';
        child.stderr?.on('data', (piece) => (log += piece.toString()));
        expect(await until(() => log.includes('Check took'), 20_000)).toBe(true);
        child.kill(signal);
        const sentAt = performance.now();
        const { status, stdout, stderr } = await ended;
        expect(performance.now() - sentAt).toBeLessThan(2000);
        expect(status).toBe(130);
        expect(JSON.parse(stdout)).toMatchObject({ error: { kind: 'cancelled' } });
        expect(stderr).toMatch(/^Read the source failed after .*\nerror: Cancelled\. Nothing was published/m);
        expect(processesIn(scratch)).toEqual([]);
    });
});
describe('--json', () => {
    it.each([
        ['save build --name app/json', { status: 'created' }],
        ['restore --name app --path restored', { status: expect.any(String) }],
        ['list', { schema: 1 }],
        ['list --name app', { schema: 1 }],
        ['diff --name app', { status: 'different', totals: { changed: { files: 1 } } }],
        ['prune --name app', { status: 'unchanged' }],
        ['verify --name app', { ok: true }],
        ['doctor', { rows: expect.any(Array) }],
        ['adopt build --name app/old', { error: { kind: 'source' } }],
        ['restore --name app --snapshot tag:v2 --path restored', { error: { kind: 'missing' } }],
        ['verify', { error: { kind: 'input', message: expect.stringContaining('--name is missing') } }],
        ['list --nmae app', { error: { kind: 'input', message: expect.stringContaining('--nmae') } }]
    ])('%s', async (line, expected) => {
        const { stdout, stderr } = await call(...line.split(' '), '--json');
        expect(JSON.parse(stdout)).toMatchObject(expected);
        expect(stderr).not.toContain('"schema"');
    });
    it('is a report also when the run fails after it', async () => {
        await holdLock('app');
        const { status, stdout } = await call('prune', '--name', 'app', '--lock-timeout', '0s', '--json');
        expect(status).toBe(4);
        expect(JSON.parse(stdout)).toMatchObject({ status: 'failed', series: [{ state: 'locked' }] });
    });
});
