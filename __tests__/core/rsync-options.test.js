// Which rsync options pass, where they belong, and what is said of those that do not.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allowedForms, parseRsyncOptions } from "../../src/core/rsync-options.js";
const kib = 1024;
describe('allowed options', () => {
    it.each([
        ['--max-size=500', 'listing'],
        ['--max-size=1.5MiB', 'listing'],
        ['--min-size=1KB', 'listing'],
        ['--min-size=12b+1', 'listing'],
        ['--cvs-exclude', 'listing'],
        ['-C', 'listing'],
        ['--prune-empty-dirs', 'listing'],
        ['-m', 'listing'],
        ['--bwlimit=0', 'copying'],
        ['--bwlimit=5000', 'copying'],
        ['--bwlimit=512B', 'copying'],
        ['--timeout=600', 'copying'],
        ['--fsync', 'copying'],
        ['--preallocate', 'copying'],
        ['--whole-file', 'copying'],
        ['-W', 'copying'],
        ['--block-size=4096', 'copying'],
        ['--block-size=128K', 'copying']
    ])('%s belongs to %s', (arg, use) => {
        expect(parseRsyncOptions([arg])).toMatchObject({ listing: [], copying: [], [use]: [arg], mistakes: [] });
    });
    it('keeps their order', () => {
        expect(parseRsyncOptions(['-W', '--max-size=1K', '--fsync', '-m'])).toEqual({
            listing: ['--max-size=1K', '-m'],
            copying: ['-W', '--fsync'],
            mistakes: []
        });
    });
    it('has nothing to say of nothing', () => {
        expect(parseRsyncOptions([])).toEqual({ listing: [], copying: [], mistakes: [] });
    });
});
describe('sizes are those of rsync', () => {
    it.each([
        ['0', 0],
        ['700', 700 * kib],
        ['700b', 700],
        ['2K', 2 * kib],
        ['2k', 2 * kib],
        ['2KiB', 2 * kib],
        ['2KB', 2000],
        ['0.5KB', 500],
        ['0.5KB+1', 501],
        ['512b-1', 511],
        ['1T', kib ** 4]
    ])('a rate of %s is %d bytes a second, refused below 512', (rate, bytes) => {
        expect(parseRsyncOptions([`--bwlimit=${rate}`]).mistakes).toHaveLength(bytes > 0 && bytes < 512 ? 1 : 0);
    });
    it.each([
        ['128K', 1],
        ['128KiB', 1],
        ['131072b', 1],
        ['131KB', 1],
        ['128K+1', 0],
        ['132KB', 0],
        ['1M', 0]
    ])('a block of %s is allowed %d times', (size, times) => {
        expect(parseRsyncOptions([`--block-size=${size}`]).copying).toHaveLength(times);
    });
});
describe('refused options say why', () => {
    it.each([
        ['--inplace', 'in place'],
        ['--append', 'in place'],
        ['--append-verify', 'in place'],
        ['--delete', 'deleting'],
        ['--delete-excluded', 'deleting'],
        ['--remove-source-files', 'deletes the files that were to be backed up'],
        ['--old-args', 'protects file names'],
        ['-e', 'of its own choice'],
        ['--rsh=sh -c id', 'of its own choice'],
        ['--rsync-path=/tmp/x', 'of its own choice'],
        ['--filter=merge /etc/passwd', 'filter-file'],
        ['-f', 'filter-file'],
        ['--exclude=a', 'inputs exclude and include'],
        ['--files-from=/etc/passwd', 'inputs path and root'],
        ['--link-dest=/', 'link-from'],
        ['--copy-dest=/', 'link-from'],
        ['--compare-dest=/', 'link-from'],
        ['--backup', 'not in the source'],
        ['--suffix=~', 'not in the source'],
        ['--partial-dir=x', 'unfinished files'],
        ['--temp-dir=/tmp', 'unfinished files'],
        ['--log-file=/etc/x', 'outside the snapshot'],
        ['--write-batch=x', 'outside the snapshot'],
        ['--copy-links', 'points to'],
        ['-L', 'points to'],
        ['--chmod=777', 'modes or owners'],
        ['--chown=root', 'modes or owners'],
        ['--usermap=*:root', 'modes or owners'],
        ['-c', 'input compare'],
        ['-x', 'input one-file-system'],
        ['-n', 'input dry-run'],
        ['-h', 'output of rsync'],
        ['-a', 'what is kept of each file is settled'],
        ['-aW', 'line of its own'],
        ['-e ssh', 'line of its own'],
        ['-B4096', 'line of its own'],
        ['--bwlimit 100', 'not among the options'],
        ['--no-whole-file', 'not among the options'],
        ['-S', 'not among the options'],
        ['--', 'not among the options'],
        ['-', 'not among the options'],
        ['', 'is not an option'],
        ['100', 'is not an option'],
        ['/etc', 'is not an option'],
        ['constructor', 'is not an option'],
        ['--BWLIMIT=5', 'not among the options'],
        ['--bwlim=5', 'not among the options']
    ])('%s', (arg, why) => {
        const { listing, copying, mistakes } = parseRsyncOptions([arg]);
        expect({ listing, copying }).toEqual({ listing: [], copying: [] });
        expect(mistakes).toEqual([expect.stringContaining(why)]);
        expect(mistakes[0]).toContain(JSON.stringify(arg));
    });
});
describe('refused values say why', () => {
    it.each([
        ['--max-size', 'needs a value on the same line: write --max-size=SIZE'],
        ['--max-size=', 'needs a value'],
        ['--max-size=1x', 'no size that rsync reads'],
        ['--max-size=-5', 'no size that rsync reads'],
        ['--max-size=9E', 'no size that rsync reads'],
        ['--max-size=1K+2', 'no size that rsync reads'],
        ['--max-size=99999P', 'no size that rsync reads'],
        ['--min-size=1 K', 'no size that rsync reads'],
        ['--bwlimit=fast', 'no rate that rsync reads'],
        ['--bwlimit=10b', 'below the least rate'],
        ['--bwlimit=0.4', 'below the least rate'],
        ['--timeout=1m', 'no number of seconds'],
        ['--timeout=-1', 'no number of seconds'],
        ['--block-size=0', 'no block size'],
        ['--block-size=131073', 'no block size'],
        ['--block-size=big', 'no block size'],
        ['--fsync=1', 'takes no value: write --fsync'],
        ['-W=', 'takes no value: write -W']
    ])('%s', (arg, why) => {
        const { listing, copying, mistakes } = parseRsyncOptions([arg]);
        expect({ listing, copying }).toEqual({ listing: [], copying: [] });
        expect(mistakes).toEqual([expect.stringContaining(why)]);
    });
});
it('reports all mistakes and keeps nothing of them', () => {
    expect(parseRsyncOptions(['--inplace', '--fsync', '--max-size=x', '-zz']).mistakes).toHaveLength(3);
});
it('lets nothing through that does not start like an allowed form', () => {
    const names = allowedForms.map(form => form.replace(/=.*/, ''));
    fc.assert(fc.property(fc.array(fc.string({ unit: fc.constantFrom('-', '=', 'a', 'C', 'm', 'W', '1', 'K', '.', ' ', '\n') })), args => {
        const { listing, copying, mistakes } = parseRsyncOptions(args);
        expect(listing.length + copying.length + mistakes.length).toBe(args.length);
        for (const arg of [...listing, ...copying])
            expect(names).toContain(arg.replace(/=.*/s, ''));
    }));
});
