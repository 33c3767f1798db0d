// docs/retention.md says what the code does: its pictures are drawn by it, its figures counted, its examples accepted.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { drawPictures, figures } from "../../scripts/retention-docs/pictures.js";
import { InputReader, variableOf } from "../../src/inputs/input-reader.js";
import { readRetention } from "../../src/inputs/retention.js";
import { retentionDefaults, retentionRuleNames } from "../../src/inputs/retention-names.js";
import { snapshotInputNames } from "../../src/inputs/snapshot-names.js";
const page = readFileSync(join(import.meta.dirname, '../../docs/retention.md'), 'utf8');
/** Rows of tables are padded on the page. */
const withoutPadding = (text) => text.replace(/^\|.*$/gm, row => row.replace(/ +/g, ' ').replace(/-{3,}/g, '---'));
it('has the pictures that the code draws', () => {
    expect(withoutPadding(drawPictures(page))).toBe(withoutPadding(page));
});
it('and they are really compared', () => {
    expect(withoutPadding(drawPictures(page.replace('█', '░')))).not.toBe(withoutPadding(page.replace('█', '░')));
    expect(() => drawPictures(page.replace('<!-- generated: rest -->', ''))).toThrow('there is no place for "rest"');
});
it('counts right', () => {
    const { taken, kept } = figures();
    expect(page).toContain(`This is what is left of ${taken} nights, ${kept} snapshots:`);
});
const examples = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].flatMap(([, text = '']) => parse(text));
it.each(examples.map((step, index) => [index + 1, step]))('has an example %i that is accepted', (_, step) => {
    const known = [...retentionRuleNames, ...Object.keys(retentionDefaults), ...snapshotInputNames];
    expect(Object.keys(step.with).filter(name => !known.includes(name))).toEqual([]);
    const env = Object.fromEntries(Object.entries(step.with).map(([name, value]) => [variableOf(name), String(value)]));
    const reader = new InputReader(env, retentionDefaults);
    expect(readRetention(reader).policy.keepDaily).toBe(14);
    expect(() => {
        reader.finish();
    }).not.toThrow();
});
