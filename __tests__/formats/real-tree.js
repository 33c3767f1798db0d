// A tree on a real disk with everything in it that makes trouble, and its entries by our own lstat.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, readFileSync, readdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { fsPath, joinPath, pathFromBytes } from "../../src/core/byte-path.js";
/** Only root can read what nobody may, and mtree has to. */
const isRoot = process.getuid?.() === 0;
/** Files of the tree, in the directories that their paths say. */
const nastyNames = [
    'plain.js',
    'a b',
    ' lead',
    'trail ',
    'new\nline',
    'tab\t',
    'return\r',
    '#hash',
    '*',
    // not beside '*': to mtree both names are patterns for both files, so no order of lines can tell them apart
    'one character/?',
    '[id].js',
    'i.js',
    '[ab]',
    'x*y',
    'd*/!first',
    'd*/*',
    'd*/z',
    'dd/z',
    '\\',
    '\\n',
    '\\#012',
    'end\\',
    '-dash',
    'a=b',
    'a,b:c',
    '...',
    '..x',
    '%41',
    '~',
    '"q"\'`$&;|<>(){}!^@+',
    '\x01\x1b[31m\x7f',
    'caf\xc3\xa9',
    '\xff\xfe',
    '\xe2\x80\xaertl',
    'n'.repeat(255),
    '\xf0'.repeat(255),
    'deep/er/and deeper/#file'
];
const targets = [
    ['link', 'plain.js'],
    ['link dangling', 'no where/#\n=*\\\xff'],
    ['link up', '../../..'],
    ['link absolute', '/nonexistent']
];
const modes = [0o000, 0o400, 0o644, 0o755, 0o4755, 0o2711, 0o1777];
/** Seconds since 1970 as touch takes them. */
const times = [
    '0.000000005',
    '1.050180193',
    '1700000000.000000000',
    '1700000000.999999999',
    '-0.5',
    '-1',
    '-86399.999999999'
];
export function makeNastyTree(root) {
    mkdirSync(fsPath(root));
    for (const name of nastyNames)
        makeFile(joinPath(root, name), `content of ${name}`);
    for (const [name, target] of targets)
        symlinkSync(Buffer.from(target, 'latin1'), fsPath(joinPath(root, name)));
    makeFile(joinPath(root, 'empty'), '');
    mkdirSync(fsPath(joinPath(root, 'empty directory')));
    for (const time of times) {
        makeFile(joinPath(root, `time ${time}`), time);
        symlinkSync('x', fsPath(joinPath(root, `time link ${time}`)));
        mkdirSync(fsPath(joinPath(root, `time directory ${time}`)));
        for (const kind of ['', 'link ', 'directory '])
            touch(joinPath(root, `time ${kind}${time}`), time);
    }
    for (const mode of modes.filter(each => isRoot || (each & 0o400) !== 0)) {
        const name = mode.toString(8);
        makeFile(joinPath(root, `mode ${name}`), name);
        mkdirSync(fsPath(joinPath(root, `mode directory ${name}`)));
        for (const kind of ['', 'directory '])
            chmodSync(fsPath(joinPath(root, `mode ${kind}${name}`)), mode);
    }
    touch(root, '1700000000.000000007');
}
function makeFile(path, content) {
    mkdirSync(fsPath(path.slice(0, path.lastIndexOf('/'))), { recursive: true });
    writeFileSync(fsPath(path), content, 'latin1');
}
/** node:fs takes times as floating point numbers, which have no nanoseconds left in our years. */
export function touch(path, seconds) {
    // an argument can only be text, a name can be any bytes: the shell's printf makes them of octal digits
    const octal = Array.from(path, byte => `\\${byte.charCodeAt(0).toString(8).padStart(3, '0')}`).join('');
    execFileSync('sh', ['-c', `p=$(printf '${octal}x'); touch -h -d '@${seconds}' -- "\${p%x}"`]);
}
/** What lies below a directory, the top included. */
export function entriesOf(root, path = '.') {
    const full = joinPath(root, path);
    const stat = lstatSync(fsPath(full), { bigint: true });
    const type = stat.isDirectory() ? 'dir' : stat.isSymbolicLink() ? 'link' : 'file';
    const entry = {
        path,
        type,
        mode: Number(stat.mode & 4095n),
        owner: { uid: Number(stat.uid), gid: Number(stat.gid) },
        size: type === 'file' ? Number(stat.size) : 0,
        mtimeNs: stat.mtimeNs,
        storedMtimeNs: stat.mtimeNs,
        ...(type === 'file' && {
            sha256: createHash('sha256')
                .update(readFileSync(fsPath(full)))
                .digest('hex')
        }),
        ...(type === 'link' && { target: pathFromBytes(readlinkSync(fsPath(full), { encoding: 'buffer' })) })
    };
    if (type !== 'dir')
        return [entry];
    const names = readdirSync(fsPath(full), { encoding: 'buffer' }).map(pathFromBytes);
    return [entry, ...names.flatMap(name => entriesOf(root, joinPath(path, name)))];
}
