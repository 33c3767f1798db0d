// What is told on the way: on a terminal lines that are drawn over and what is left of them, in a pipe plain lines.
import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { styleFor } from "../../src/cli/style.js";
import { terminalReporter } from "../../src/cli/terminal-reporter.js";
import { SteppableClock } from "../support/fakes/clock.js";
import { screenOf } from "../support/screen.js";
function stage(options) {
    const { isTerminal, quiet = false, verbose = false, columns = 80 } = options;
    let written = '';
    const stream = Object.assign(new Writable({
        write: (piece, _, done) => {
            written += piece.toString();
            done();
        }
    }), { isTTY: isTerminal, columns });
    const clock = new SteppableClock('2026-11-20T02:00:00Z');
    const style = styleFor(isTerminal);
    return {
        reporter: terminalReporter({ stream, isTerminal, style, clock, quiet, verbose }),
        clock,
        written: () => written
    };
}
const fails = () => Promise.reject(new Error('no'));
describe('in a pipe', () => {
    it('tells plain lines as they come', async () => {
        const { reporter, clock, written } = stage({ isTerminal: false });
        await reporter.phase('Read the source', () => {
            reporter.info('12 files');
            reporter.notice('worth knowing');
            reporter.warning('to act on');
            clock.step(400);
            return Promise.resolve();
        });
        await reporter.phase('Fill', fails).catch(() => undefined);
        reporter.info('after it');
        reporter.error('It failed.\n  because');
        expect(written()).toBe([
            '12 files',
            'note: worth knowing',
            'warning: to act on',
            'Read the source took 0.4 s',
            'Fill failed after 0 ms',
            'after it',
            'error: It failed.',
            '  because',
            ''
        ].join('\n'));
    });
    it('tells of progress every five seconds', async () => {
        const { reporter, clock, written } = stage({ isTerminal: false });
        await reporter.phase('Read', () => {
            for (let files = 0; files <= 100; files += 10) {
                reporter.progress({ doing: 'hashing', files, bytes: 0, totalFiles: 100 });
                clock.step(1000);
            }
            reporter.progress({ doing: 'linking', files: 0, bytes: 0, totalFiles: 9 });
            return Promise.resolve();
        });
        expect(written().split('\n')).toEqual([
            'hashing 50 of 100 files, 10 files/s, about 5 s left',
            'hashing 100 of 100 files, 10 files/s',
            'Read took 11.0 s',
            ''
        ]);
    });
    it('tells of nothing but warnings and errors when it is to be quiet', async () => {
        const { reporter, clock, written } = stage({ isTerminal: false, quiet: true });
        await reporter.phase('Read', () => {
            reporter.info('x');
            reporter.notice('x');
            clock.step(60_000);
            reporter.progress({ doing: 'hashing', files: 1, bytes: 0 });
            reporter.warning('w');
            return Promise.resolve();
        });
        reporter.error('e');
        expect(written()).toBe('warning: w\nerror: e\n');
    });
});
describe('on a terminal', () => {
    it('leaves a line for each phase, with what was told of it below', async () => {
        const { reporter, clock, written } = stage({ isTerminal: true });
        await reporter.phase('Read the source', () => {
            reporter.info('12 files');
            clock.step(12_345);
            return Promise.resolve();
        });
        await reporter.phase('Fill', fails).catch(() => undefined);
        reporter.error('It failed.');
        const { lines, isAsBefore, foreign } = screenOf(written());
        expect(lines).toEqual([
            '✓ Read the source            12.3 s',
            '  12 files',
            '✗ Fill                         0 ms',
            'error: It failed.',
            ''
        ]);
        expect({ isAsBefore, foreign }).toEqual({ isAsBefore: true, foreign: [] });
        expect(written()).toContain('\x1b[32m✓\x1b[39m');
        expect(written()).toContain('\x1b[31merror:\x1b[39m');
    });
    it('says what it waits for while it waits', async () => {
        const { reporter, written } = stage({ isTerminal: true });
        let during = [];
        await reporter.phase('Lock the series', () => {
            reporter.info('Waiting for the series, which is being written by run 17');
            during = screenOf(written()).lines;
            return Promise.resolve();
        });
        expect(during).toEqual(['… Lock the series: Waiting for the series, which is being written by run 17']);
    });
    it('never lets such a line wrap', async () => {
        const { reporter, written } = stage({ isTerminal: true, columns: 30 });
        let longest = 0;
        await reporter.phase('A title', () => {
            reporter.info('x'.repeat(300));
            longest = Math.max(...screenOf(written()).lines.map(line => line.length));
            return Promise.resolve();
        });
        expect(longest).toBe(29);
    });
    it('shows a bar while there is progress, and warnings above it', async () => {
        const { reporter, clock, written } = stage({ isTerminal: true });
        const seen = [];
        await reporter.phase('Read', () => {
            reporter.progress({ doing: 'hashing', files: 50, bytes: 0, totalFiles: 100 });
            seen.push(screenOf(written()).lines.at(-1) ?? '');
            clock.step(1000);
            reporter.warning('mind this');
            reporter.progress({ doing: 'hashing', files: 60, bytes: 0, totalFiles: 100 });
            seen.push(...screenOf(written()).lines);
            reporter.progress({ doing: 'hashing', files: 70, bytes: 0, totalFiles: 100 });
            return Promise.resolve();
        });
        expect(seen).toEqual([
            'hashing █████████░░░░░░░░░░  50%  50 of 100 files',
            'warning: mind this',
            expect.stringMatching(/^hashing █{11}░{8} {2}60% {2}4 s left {2}10 files\/s/)
        ]);
        expect(written()).toContain('70%');
        const { lines, isAsBefore, foreign } = screenOf(written());
        expect(lines).toEqual(['warning: mind this', '✓ Read                        1.0 s', '']);
        expect({ isAsBefore, foreign }).toEqual({ isAsBefore: true, foreign: [] });
    });
    it('gives the terminal back when it ends in the middle', () => {
        const { reporter, written } = stage({ isTerminal: true });
        void reporter.phase('Read', () => {
            reporter.progress({ doing: 'hashing', files: 1, bytes: 0, totalFiles: 9 });
            return new Promise(() => undefined);
        });
        expect(screenOf(written()).isAsBefore).toBe(false);
        reporter.finish();
        expect(screenOf(written())).toEqual({ lines: [''], isAsBefore: true, foreign: [] });
    });
    it('goes back to the outer phase when an inner one ends', async () => {
        const { reporter, written } = stage({ isTerminal: true });
        let between = [];
        await reporter.phase('Outer', async () => {
            await reporter.phase('Inner', () => Promise.resolve());
            between = screenOf(written()).lines;
        });
        expect(between).toEqual(['✓ Inner                        0 ms', '… Outer']);
    });
    it('tells the first lines of a phase that has many, and all when asked', async () => {
        for (const verbose of [false, true]) {
            const { reporter, written } = stage({ isTerminal: true, verbose });
            await reporter.phase('Retain', () => {
                for (let at = 1; at <= 9; at++)
                    reporter.info(`line ${at}`);
                return Promise.resolve();
            });
            const { lines } = screenOf(written());
            expect(lines.slice(1, -1)).toEqual(verbose
                ? [1, 2, 3, 4, 5, 6, 7, 8, 9].map(at => `  line ${at}`)
                : ['  line 1', '  line 2', '  line 3', '  line 4', '  and 5 lines more with --verbose']);
        }
    });
    it('is quiet when it is to be', async () => {
        const { reporter, written } = stage({ isTerminal: true, quiet: true });
        await reporter.phase('Read', () => {
            reporter.info('x');
            reporter.progress({ doing: 'hashing', files: 1, bytes: 0, totalFiles: 9 });
            return Promise.resolve();
        });
        reporter.info('x');
        expect(written()).toBe('');
    });
});
describe.each([true, false])('what strangers named (terminal: %s)', isTerminal => {
    it('does nothing to a terminal', async () => {
        const evil = 'a\x1b]0;title\x07\x1b[2J\nb\r\x9bc\u202e';
        const { reporter, clock, written } = stage({ isTerminal });
        await reporter.phase(evil, () => {
            reporter.info(evil);
            reporter.notice(evil);
            reporter.warning(evil);
            clock.step(10_000);
            reporter.progress({ doing: evil, files: 1, bytes: 1, totalFiles: 2 });
            return Promise.resolve();
        });
        reporter.error(evil);
        expect(written()).toContain('\\x1b]0;title\\x07');
        expect(screenOf(written()).foreign).toEqual([]);
        // eslint-disable-next-line no-control-regex -- the range is meant
        expect(written()).not.toMatch(/[\x07\x9b\u202e]|\x1b\]/);
    });
});
