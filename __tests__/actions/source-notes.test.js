// What a run says of a source that was read whole, but not quite as somebody may have meant it.
import { expect, test } from '@jest/globals';
import { World } from "../support/fakes/world.js";
test('lines that leave out nothing are told, the first few by name', async () => {
    const world = new World();
    world.source.write('a', 'a');
    world.source.unusedExcludes = ['!x/::error::', '!2', '!3', '!4', '!5', '!6', '!7'];
    const { notes, warnings } = await world.take();
    expect(notes).toContain('Of the lines of "path" that leave something out, these matched nothing that was listed: !x/::error::, !2, !3, !4, !5 and 2 more.');
    expect(warnings).toEqual([]);
});
test("the runner's temporary directory is told as left out", async () => {
    const world = new World();
    world.source.write('a', 'a');
    world.source.runnerTemp = 'work/_te\nmp';
    const { notes } = await world.take();
    expect(notes).toContain("work/_te\\nmp was left out: it is the runner's temporary directory.");
});
test('nothing of that is said where there is none', async () => {
    const world = new World();
    world.source.write('a', 'a');
    const { notes } = await world.take();
    expect(notes.join('\n')).not.toMatch(/leave something out|temporary directory/);
});
