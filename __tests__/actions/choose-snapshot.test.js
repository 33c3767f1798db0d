// Choosing a snapshot on a volume: in the series itself, then in those that stand in for it; and what is said when there is none.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { chooseSnapshot } from "../../src/actions/choose-snapshot.js";
import { InputFailure } from "../../src/core/failure.js";
import { parseSelector } from "../../src/core/selector.js";
import { PruneWorld } from "../support/fakes/prune-world.js";
let world;
let main = [];
let dev = [];
beforeEach(async () => {
    world = new PruneWorld();
    world.context = { ...world.context, run: { runId: '17', commit: 'ab12'.padEnd(40, '0') } };
    main = await world.takeSome('acme/app/main', 2);
    world.context = { ...world.context, run: { runId: '18', commit: 'ab12'.padEnd(40, 'f') } };
    main = await world.takeSome('acme/app/main', 1, { tags: ['release'] });
    dev = await world.takeSome('acme/app/dev', 1);
});
const choose = (text, ...names) => {
    const read = parseSelector(text);
    if (!read.ok)
        throw new Error(read.why);
    return chooseSnapshot(world.volume, names, read.selector, world.clock.now());
};
const why = async (text, ...names) => {
    const chosen = await choose(text, ...names);
    if (chosen.state === 'none')
        return chosen.why;
    throw new Error(`${chosen.record.id} was found`);
};
describe('found', () => {
    test('with its series, its record and all that are there', async () => {
        const chosen = await choose('run:17', 'acme/app/main');
        if (chosen.state === 'none')
            throw new Error(chosen.why);
        const { series, record, listed, matchedName } = chosen;
        expect({ name: series.name, matchedName }).toEqual({ name: 'acme/app/main', matchedName: 'acme/app/main' });
        expect(record).toEqual(world.record(main[1] ?? '', 'acme/app/main'));
        expect(listed.map(({ id }) => id)).toEqual(main.toReversed());
    });
    test.each([
        ['latest', 'acme/app/main', 2],
        ['tag:release', 'acme/app/main', 2],
        ['commit:ab120', 'acme/app/main', 1]
    ])('%s', async (text, name, at) => {
        expect(await choose(text, name, 'acme/app/dev')).toMatchObject({ record: { id: main[at] }, matchedName: name });
    });
    test('in the first of the fallbacks that has it', async () => {
        for (const names of [
            ['acme/app/feature', 'acme/app/dev', 'acme/app/main'],
            ['acme/app/dev', 'acme/app/main'],
            ['acme/app/dev', 'acme/app/dev']
        ])
            expect(await choose('latest', ...names)).toMatchObject({ record: { id: dev[0] }, matchedName: 'acme/app/dev' });
        expect(await choose('run:17', 'acme/app/dev', 'acme/app/main')).toMatchObject({
            record: { id: main[1] },
            matchedName: 'acme/app/main'
        });
    });
    test('also where something stands in the place of latest, or it leads elsewhere', async () => {
        world.disk.remove('/mnt/backup/acme/app/main/latest');
        world.disk.symlink('/mnt/backup/acme/app/main/latest', '../dev/latest');
        expect(await choose('latest', 'acme/app/main')).toMatchObject({ record: { id: main[2] } });
        world.disk.remove('/mnt/backup/acme/app/main/latest');
        world.disk.write('/mnt/backup/acme/app/main/latest', String(main[0]));
        expect(await choose('latest', 'acme/app/main')).toMatchObject({ record: { id: main[2] } });
    });
});
describe('more than one', () => {
    const failure = async (text) => {
        try {
            return await choose(text, 'acme/app/main');
        }
        catch (error) {
            return error;
        }
    };
    test('is wrong usage, with all that could be meant', async () => {
        const error = await failure('2026');
        expect(error).toBeInstanceOf(InputFailure);
        expect(error).toMatchObject({
            kind: 'input',
            mistakes: [
                `"2026" is the start of several ids in the series "acme/app/main": ${main.toReversed().join(', ')}. Write more of it.`
            ]
        });
        expect(await failure('commit:ab12')).toMatchObject({
            mistakes: [expect.stringMatching(/^"commit:ab12" is the start of several commits in the series/)]
        });
    });
    test('names only the first of many', async () => {
        await world.takeSome('acme/app/main', 4);
        expect(await failure('2026')).toMatchObject({
            message: expect.stringMatching(/Z and 2 more\. Write more of it\.$/)
        });
    });
    test('in a fallback counts only when the series itself has none', async () => {
        expect(await choose('tag:release', 'acme/app/main', 'acme/app/dev')).toMatchObject({ state: 'found' });
        await expect(choose('2026', 'acme/app/feature', 'acme/app/main')).rejects.toThrow('several ids');
    });
});
describe('none', () => {
    test('says what there is, in each of the series', async () => {
        expect(await why('tag:v1', 'acme/app/main', 'acme/app/dev')).toBe(`The series "acme/app/main" has no snapshot with the tag v1; it has 3 snapshots: the newest ${String(main[2])}, the oldest ${String(main[0])}.\n` +
            `The series "acme/app/dev" has no snapshot with the tag v1; it has 1 snapshot: ${String(dev[0])}.`);
    });
    test('asks for the series that was meant', async () => {
        expect(await why('latest', 'acme/app/mian')).toBe('There is no series "acme/app/mian" on the volume "/mnt/backup"; did you mean "acme/app/main"?');
        expect(await why('latest', 'x')).toBe('There is no series "x" on the volume "/mnt/backup".');
        world.disk.makeDirectories('/mnt/backup/acme/app/new/.snapshots');
        expect(await why('latest', 'acme/app/new')).toBe('The series "acme/app/new" has no complete snapshot; it has none at all.');
    });
    test('never takes a tree without a record, and says how to have it nevertheless', async () => {
        world.disk.write("/mnt/backup/acme/it's/2020-01-01T00-00-00Z/theirs", 'by hand');
        expect(await why('2020', "acme/it's")).toBe(`The series "acme/it's" holds a tree 2020-01-01T00-00-00Z without a record: it was not taken by this program, and nothing says what should be in it. "snapshot-action adopt" makes a snapshot of it. Its files can be copied by hand:\n` +
            `  rsync -a -- '/mnt/backup/acme/it'\\''s/2020-01-01T00-00-00Z/' restored/`);
        world.disk.write(`/mnt/backup/acme/app/dev/.snapshots/records/${String(dev[0])}.json`, '{');
        expect(await why(String(dev[0]), 'acme/app/dev')).toMatch(/^The series "acme\/app\/dev" holds the snapshot \S+, but its record cannot be used \(the record is damaged: .*\)\. Its files can be copied by hand:\n {2}rsync -a -- '\/mnt\/backup\/acme\/app\/dev\/2026-\S+\/' restored\/$/);
    });
});
test('what has a record and no directory any more is told of, whoever names it', async () => {
    const [first = '', second = ''] = main;
    world.disk.remove(`/mnt/backup/acme/app/main/${second}`);
    expect(await why(second, 'acme/app/main')).toMatch(new RegExp(`2 snapshots: .*\\. Of ${second} there is a record, and its directory is gone: moved away`));
    world.disk.remove(`/mnt/backup/acme/app/main/${first}`);
    world.disk.remove(`/mnt/backup/acme/app/main/${main[2] ?? ''}`);
    expect(await why('2026', 'acme/app/main')).toMatch(/ there is a record, and their directories are gone/);
    expect(await why('run:17', 'acme/app/main')).not.toContain('a record');
});
