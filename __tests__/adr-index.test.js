// Every decision record is in the index under its own title, and nothing else is.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
const folder = join(import.meta.dirname, '../docs/adr');
it('lists each record by its title', () => {
    const records = readdirSync(folder)
        .filter(name => /^\d{4}-.*\.md$/.test(name))
        .sort();
    const titles = records.map(name => {
        const [title = ''] = readFileSync(join(folder, name), 'utf8').split('\n');
        return `- [${title.replace(/^# /, '')}](${name})`;
    });
    const index = readFileSync(join(folder, 'README.md'), 'utf8');
    expect(index.split('\n').filter(line => line.startsWith('- ['))).toEqual(titles);
});
