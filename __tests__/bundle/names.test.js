// Every name a file can have, through the built bundle and back: stored as it is, and data wherever it is printed.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, expect, it } from '@jest/globals';
import { fsPath, joinPath, pathFromText } from "../../src/core/byte-path.js";
import { entriesOf, makeNastyTree } from "../formats/real-tree.js";
import { fakeRsyncCopy, fakeTools } from "../support/fake-tools.js";
import { troubleIn } from "../support/series-state.js";
import { itUnless, missingTool } from "../support/skip-aloud.js";
import { contentDifferences } from "../support/trees.js";
import { figure, output, stand, succeeded } from "../support/volumes.js";
let here;
const start = () => (here = stand());
afterEach(() => {
    here?.remove();
});
const hostile = [
    'new\nline',
    '\n::error::in a line of its own',
    '::error::x',
    '  ::set-output name=x::y',
    '##[group]x',
    'a ##[error]b',
    'a\r::warning::b',
    '%0A::error::c',
    '\x1b[2J\x1b]0;title\x07',
    '\xe2\x80\xaertl',
    '\xff\xfe not UTF-8',
    '--delete',
    '-e sh',
    '#comment',
    ';semicolon',
    'back\\slash\\',
    '\\#012',
    '\\#134#012',
    'x because of pattern y',
    '[sender] hiding file x because of pattern .env',
    '>f+++++++++ x',
    '| a | b |',
    '<script>alert(1)',
    '`code`',
    '@everyone',
    'n'.repeat(255),
    '\xf0'.repeat(255)
];
/** The commands of a run that says nothing but what it does: its groups. */
const expectNoForeignCommand = (result, annotations) => {
    expect(result.parsed.unknown).toEqual([]);
    expect(result.parsed.annotations).toHaveLength(annotations);
    const others = result.parsed.commands.filter(({ name }) => !['group', 'endgroup', 'error', 'warning'].includes(name));
    expect(others).toEqual([]);
    expect(result.parsed.commands.every(({ syntax }) => syntax === '::')).toBe(true);
    // eslint-disable-next-line no-control-regex -- the range is meant: what a terminal would obey
    expect(/[\x00-\x08\x0b-\x1f\x7f\u202e]/.exec(result.log + result.summary)).toBeNull();
};
const fifos = ['\n::error::fifo', '##[group]'];
/** What is left out is named in the log and in the summary, so it has such names too. */
const lay = (build) => {
    makeNastyTree(pathFromText(build));
    const root = pathFromText(join(build, 'hostile'));
    mkdirSync(join(build, 'hostile'));
    for (const name of hostile) {
        const directory = joinPath(root, name);
        mkdirSync(fsPath(directory));
        writeFileSync(fsPath(joinPath(directory, name)), name, 'latin1');
        writeFileSync(fsPath(joinPath(directory, '.env')), 'SECRET=1');
        writeFileSync(fsPath(joinPath(root, `file ${name}`.slice(0, 255))), name, 'latin1');
    }
    execFileSync('mkfifo', ['--', ...fifos], { cwd: join(build, 'hostile') });
};
/** All but the mtimes of what is linked. */
const shape = (root) => new Map(entriesOf(pathFromText(root))
    .filter(({ path }) => !path.endsWith('/.env'))
    .map(entry => {
    const isSet = entry.type === 'dir' && entry.path !== '.';
    return [entry.path, { ...entry, mtimeNs: isSet ? entry.mtimeNs : 0n, storedMtimeNs: 0n }];
}));
itUnless(missingTool('mtree', 'mtree-netbsd'))('a tree of nasty names is stored as it is, and linked as it is', async () => {
    const { run, workspace } = start();
    const build = join(workspace, 'build');
    lay(build);
    const first = succeeded(await run());
    // Whoever reads the source to compare it would wait for them.
    for (const fifo of fifos)
        rmSync(join(build, 'hostile', fifo));
    // As a rebuild leaves it: every mtime new, and not a byte changed.
    execFileSync('find', [build, '-exec', 'touch', '--no-dereference', '{}', '+']);
    const second = succeeded(await run());
    expect(figure(second, 'files-linked')).toBe(figure(second, 'files'));
    expect(figure(second, 'files')).toBe(figure(first, 'files'));
    expect(output(second, 'digest')).toBe(output(first, 'digest'));
    // Nothing but what was left out is missing; `diff` has no words for names of several lines.
    const differences = contentDifferences(build, output(second, 'snapshot-path'));
    expect(differences.match(/^Only in |differ$/gm)).toHaveLength(hostile.length);
    expect(differences).not.toMatch(/differ$/m);
    for (const result of [first, second]) {
        const path = output(result, 'snapshot-path');
        const manifest = gunzipSync(readFileSync(join(dirname(path), '.snapshots/manifests', `${output(result, 'snapshot')}.mtree.gz`)));
        const { status, stdout, stderr } = spawnSync('mtree', ['-p', path], { input: manifest, encoding: 'latin1' });
        expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: '' });
        expectNoForeignCommand(result, 0);
    }
    expect(shape(output(second, 'snapshot-path'))).toEqual(shape(build));
    expect(troubleIn(dirname(output(second, 'snapshot-path')))).toEqual([]);
});
it.each([
    ['a path that does not exist', { path: '::error::a\n##[group]b\n\x1b[2Jc' }],
    ['a filter file that does not exist', { 'filter-file': '::error::rules' }],
    ['a volume that does not exist', { volume: '/::error::\x1b[2J/##[group]' }],
    ['a rsync option', { 'rsync-args': '##[error]--x' }],
    ['a series', { name: '::error::/..' }]
])('a hostile input is data in the refusal: %s', async (_, inputs) => {
    const { run, workspace } = start();
    mkdirSync(join(workspace, 'build'));
    writeFileSync(join(workspace, 'build/file'), '');
    const result = await run(inputs);
    expect(result.outcome).toBe('failure');
    expectNoForeignCommand(result, 1);
});
it('hostile names of files that cannot be stored are data in the failure', async () => {
    const { run, workspace, scratch } = start();
    const build = pathFromText(join(workspace, 'build'));
    mkdirSync(build);
    for (const name of hostile)
        writeFileSync(fsPath(joinPath(build, name)), name, 'latin1');
    const rsync = fakeRsyncCopy(`find ${build} -type f -delete; exec "$real" "$@"`);
    const result = await run({}, { env: { PATH: fakeTools(join(scratch, 'bin'), { rsync }) } });
    expect(result.outcome).toBe('failure');
    expect(result.log).toMatch(/27 \w+ vanished from the source/);
    expectNoForeignCommand(result, 1);
});
