// What rsync prints, read: from samples of all versions, and from the rsync of this machine with names that try to mislead.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ListingReader, explainRsyncExit, parseListingLine, parseRsyncVersion, unescapeRsync } from "../../src/core/rsync-output.js";
import { inScratch, listReal, makeTree } from "./rsync-listing.js";
describe('unescapeRsync', () => {
    it.each([
        ['plain', 'plain'],
        ['new\\#012line', 'new\nline'],
        ['lit\\#134#012', 'lit\\#012'],
        ['caf\\#303\\#251', 'caf\xc3\xa9'],
        ['\\', '\\'],
        ['\\#', '\\#'],
        ['\\#12', '\\#12'],
        ['\\#400', '\\#400'],
        ['\\#\\#134#012', '\\#\\#012']
    ])('%s', (text, bytes) => {
        expect(unescapeRsync(text)).toBe(bytes);
    });
});
describe('parseListingLine', () => {
    it.each([
        ['>f+++++++++ a b ', { kind: 'entry', type: 'file', path: 'a b ' }],
        ['>f+++++++++  lead', { kind: 'entry', type: 'file', path: ' lead' }],
        ['.f...p..... a', { kind: 'entry', type: 'file', path: 'a' }],
        ['.f          a', { kind: 'entry', type: 'file', path: 'a' }],
        ['>f.st...... a', { kind: 'entry', type: 'file', path: 'a' }],
        ['hf+++++++++ a', { kind: 'entry', type: 'file', path: 'a' }],
        ['cd+++++++++ ./', { kind: 'entry', type: 'dir', path: '.' }],
        ['cd+++++++++ a/b/', { kind: 'entry', type: 'dir', path: 'a/b' }],
        ['cL+++++++++ sub/l', { kind: 'entry', type: 'link', path: 'sub/l' }],
        ['cL+++++++++ l -> m', { kind: 'entry', type: 'link', path: 'l -> m' }],
        ['cS+++++++++ fifo', { kind: 'entry', type: 'special', path: 'fifo' }],
        ['cD+++++++++ null', { kind: 'entry', type: 'device', path: 'null' }],
        [
            '[sender] hiding file .env because of pattern .env',
            { kind: 'hidden', path: '.env', isDirectory: false, pattern: '.env' }
        ],
        [
            '[sender] hiding directory .git because of pattern .git/',
            { kind: 'hidden', path: '.git', isDirectory: true, pattern: '.git/' }
        ],
        [
            '[sender] hiding file a because of pattern b because of pattern *.key',
            { kind: 'hidden', path: 'a because of pattern b', isDirectory: false, pattern: '*.key' }
        ],
        [
            '[sender] showing file .env.example because of pattern .env.example',
            { kind: 'shown', path: '.env.example', isDirectory: false, pattern: '.env.example' }
        ],
        ['[sender] hiding file without a reason', { kind: 'other', text: '[sender] hiding file without a reason' }],
        ['[sender] hiding file because of pattern x', { kind: 'other', text: '[sender] hiding file because of pattern x' }],
        ['created directory d2', { kind: 'other', text: 'created directory d2' }],
        ['skipping non-regular file "fifo"', { kind: 'other', text: 'skipping non-regular file "fifo"' }],
        ['*deleting   x', { kind: 'other', text: '*deleting   x' }],
        ['cx+++++++++ x', { kind: 'other', text: 'cx+++++++++ x' }],
        ['sending incremental file list', { kind: 'other', text: 'sending incremental file list' }],
        ['', { kind: 'other', text: '' }]
    ])('%s', (line, item) => {
        expect(parseListingLine(line)).toEqual(item);
    });
});
describe('ListingReader', () => {
    it('never takes half a line for an entry: its name may go on', () => {
        const items = [];
        const reader = new ListingReader(item => items.push(item));
        reader.push(Buffer.from('>f+++++++++ a\n>f+++++++++ b'));
        reader.end();
        reader.end();
        expect(items).toEqual([
            { kind: 'entry', type: 'file', path: 'a' },
            { kind: 'other', text: '>f+++++++++ b' }
        ]);
    });
});
describe('the rsync of this machine', () => {
    const files = [
        'plain',
        'a because of pattern .env',
        ' lead',
        'trail ',
        'new\nline',
        '\n>f+++++++++ forged',
        'literal\\#012',
        '\\',
        '\\#',
        'back\\slash',
        '-dash',
        '#hash',
        'a -> b',
        'tab\tx',
        '\x01\x1b[31m\x7f',
        'return\r',
        '\xff\xfe',
        'caf\xc3\xa9',
        'sub/deeper/file'
    ];
    it.each([1, 7, 65_536])('is understood in pieces of %s bytes, whatever the names', pieceLength => {
        inScratch(scratch => {
            const root = join(scratch, 'source');
            makeTree(root, [
                ...files,
                'empty/',
                'link -> x@',
                'hidden\n.secret',
                'hidden because of pattern x.secret',
                'dir.secret/x'
            ]);
            execFileSync('mkfifo', [join(root, 'fifo')]);
            const items = listReal(root, { exclude: ['*.secret'] }, pieceLength);
            const pathsOf = (type) => items.flatMap(item => (item.kind === 'entry' && item.type === type ? [item.path] : [])).sort();
            expect(pathsOf('file')).toEqual([...files].sort());
            expect(pathsOf('dir').filter(path => path !== '.')).toEqual(['empty', 'sub', 'sub/deeper']);
            expect(pathsOf('link')).toEqual(['link -> x']);
            expect(pathsOf('special')).toEqual(['fifo']);
            const hidden = items.filter(item => item.kind === 'hidden');
            expect(new Set(hidden.map(item => item.path))).toEqual(new Set(['hidden\n.secret', 'hidden because of pattern x.secret', 'dir.secret']));
            expect(hidden.map(item => item.pattern)).toEqual(['*.secret', '*.secret', '*.secret']);
            expect(items.filter(item => item.kind === 'other' || item.kind === 'shown')).toEqual([]);
        });
    });
    it('gives any name back, byte for byte', () => {
        const anyName = fc
            .array(fc.oneof(fc.integer({ min: 1, max: 255 }), fc.constantFrom(...Buffer.from('\\#012 34'))), {
            minLength: 1,
            maxLength: 20
        })
            .map(bytes => String.fromCharCode(...bytes).replaceAll('/', '_'))
            // the last two only mean something to makeTree
            .filter(name => name !== '.' && name !== '..' && !name.endsWith('@'));
        fc.assert(fc.property(fc.uniqueArray(anyName, { minLength: 1, maxLength: 200 }), names => {
            inScratch(scratch => {
                makeTree(scratch, names);
                const items = listReal(scratch).filter(item => item.kind === 'entry' && item.type === 'file');
                expect(new Set(items.map(item => ('path' in item ? item.path : '')))).toEqual(new Set(names));
            });
        }), { numRuns: 20 });
    });
    it('says its version', () => {
        const output = execFileSync('rsync', ['--version'], { encoding: 'utf8' });
        expect(parseRsyncVersion(output)).toMatchObject({
            flavour: 'rsync',
            text: expect.stringMatching(/^rsync \d+\.\d+/)
        });
    });
});
describe('parseRsyncVersion', () => {
    it.each([
        ['rsync  version 2.6.9  protocol version 29\nCopyright', { version: [2, 6, 9], text: 'rsync 2.6.9' }],
        ['rsync  version 3.1.2  protocol version 31\nCopyright', { version: [3, 1, 2], text: 'rsync 3.1.2' }],
        ['rsync  version 3.2.7  protocol version 31\n', { version: [3, 2, 7], text: 'rsync 3.2.7' }],
        ['rsync  version v3.2.3  protocol version 31\n', { version: [3, 2, 3], text: 'rsync 3.2.3' }],
        ['rsync  version 3.3.0pre1  protocol version 31\n', { version: [3, 3, 0], text: 'rsync 3.3.0pre1' }],
        ['rsync  version 3.5.0  protocol version 32\n', { version: [3, 5, 0], text: 'rsync 3.5.0' }],
        ['rsync  version 4.0  protocol version 33\n', { version: [4, 0, 0], text: 'rsync 4.0' }],
        [
            'a warning from the loader\nrsync  version 3.4.1  protocol version 32\n',
            { version: [3, 4, 1], text: 'rsync 3.4.1' }
        ]
    ])('%j', (output, expected) => {
        expect(parseRsyncVersion(output)).toEqual({ flavour: 'rsync', ...expected });
    });
    it.each([
        ['openrsync: protocol version 29\nrsync version 2.6.9 compatible\n', 'openrsync protocol 29'],
        ['rsync version 2.6.9 compatible\nopenrsync: protocol version 27\n', 'openrsync protocol 27'],
        ['openrsync 0.5.0\n', 'openrsync 0.5.0']
    ])('%j', (output, text) => {
        expect(parseRsyncVersion(output)).toEqual({ flavour: 'openrsync', text });
    });
    it.each(['', 'BusyBox v1.36', 'rsync: command not found', 'rsync  version unknown', 'my rsync  version 3.2.7'])('does not take %j for an rsync', output => {
        expect(parseRsyncVersion(output)).toBeUndefined();
    });
});
describe('explainRsyncExit', () => {
    it.each([
        [1, 'option'],
        [5, 'conversation'],
        [11, 'disk or the quota is full'],
        [12, 'went away'],
        [20, 'stopped by a signal'],
        [23, 'some files could not be transferred'],
        [24, 'vanished'],
        [30, 'time limit'],
        [35, 'time limit'],
        [127, 'was not found'],
        [137, 'killed by signal 9'],
        [255, 'ssh'],
        [99, 'does not list']
    ])('%s', (code, words) => {
        expect(explainRsyncExit(code)).toContain(words);
        expect(explainRsyncExit(code)).toMatch(new RegExp(` \\(exit code ${code}\\)$`));
    });
});
