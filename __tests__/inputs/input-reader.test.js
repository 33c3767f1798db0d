// The reader's own promises: variable names as the runner makes them, and no default that could not be written by hand.
import { expect, it } from '@jest/globals';
import { parseBoolean } from "../../src/inputs/fields.js";
import { InputReader, variableOf } from "../../src/inputs/input-reader.js";
it.each([
    ['path', 'INPUT_PATH'],
    ['dry-run', 'INPUT_DRY-RUN'],
    ['Two words here', 'INPUT_TWO_WORDS_HERE']
])('%s arrives as %s', (input, variable) => {
    expect(variableOf(input)).toBe(variable);
});
it('a default that its own parser refuses is a defect', () => {
    const read = new InputReader({}, { pin: 'no' });
    expect(() => read.value('pin', parseBoolean)).toThrow('the default of pin is neither true nor false');
});
