// Files written durably: replaced whole, made anew, and a rename that was refused stays refused.
import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { renameSurely, writeDurably } from "../../src/adapters/volume/durable.js";
import { scratchWith } from "../support/adapter-parts.js";
let scratch = '';
const at = (...names) => join(scratch, ...names);
beforeEach(() => {
    scratch = scratchWith('directory');
});
afterEach(() => {
    rmSync(scratch, { recursive: true });
});
describe('a file', () => {
    it('is replaced whole, from text and bytes', () => {
        writeFileSync(at('file'), 'old');
        writeDurably(at('file'), ['é', Buffer.from([0, 255])]);
        expect(readFileSync(at('file'))).toEqual(Buffer.from([0xc3, 0xa9, 0, 255]));
        expect(readdirSync(scratch).sort()).toEqual(['directory', 'file']);
    });
    it('is not written through a symlink that waits beside it', () => {
        writeFileSync(at('theirs'), 'theirs');
        symlinkSync('theirs', at('file.tmp'));
        writeDurably(at('file'), ['ours']);
        expect(readFileSync(at('theirs'), 'utf8')).toBe('theirs');
        expect(lstatSync(at('file')).isFile()).toBe(true);
    });
});
// That one which was done is taken for done takes a kernel that lies: see row 26 of the faults.
describe('a rename that was not done is an error', () => {
    it.each([
        ['of nothing', () => undefined, 'ENOENT'],
        [
            'of nothing, onto something',
            () => {
                writeFileSync(at('to'), 'there');
            },
            'ENOENT'
        ],
        [
            'of a file onto a directory',
            () => {
                writeFileSync(at('from'), '');
                mkdirSync(at('to'));
            },
            'EISDIR'
        ],
        [
            'of a directory onto one that is not empty',
            () => {
                mkdirSync(at('from'));
                mkdirSync(at('to/full'), { recursive: true });
            },
            'ENOTEMPTY'
        ]
    ])('%s', (_, prepare, code) => {
        prepare();
        const before = readdirSync(scratch);
        expect(() => {
            renameSurely(at('from'), at('to'));
        }).toThrow(code);
        expect(readdirSync(scratch)).toEqual(before);
    });
});
