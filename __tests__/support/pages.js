// The Markdown pages of the repository, and what stands in them: code blocks, links, headings.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from "./runner-environment.js";
export const pages = globSync('{,.github/**/,docs/**/,__tests__/**/,bench/,*/}*.md', {
    cwd: repositoryRoot,
    exclude: ['node_modules', 'dist', 'coverage', '.cache']
}).sort();
export const pageText = (page) => readFileSync(join(repositoryRoot, page), 'utf8');
/** The text without what stands in code, where nothing is a link or a heading. */
export const prose = (page) => pageText(page)
    .replace(/^(```+)[^]*?^\1$/gm, '')
    .replace(/`[^`\n]*`/g, code => code.replace(/[[\]()#]/g, ' '));
/** The blocks of one language. */
export const blocks = (page, language) => [...pageText(page).matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, text = '']) => text);
/** As GitHub names a heading: lower case, no punctuation, hyphens for spaces, a number for the second of one name. */
export function anchors(page) {
    const found = new Set();
    for (const [, heading = ''] of pageText(page)
        .replace(/^(```+)[^]*?^\1$/gm, '')
        .matchAll(/^#{1,6} (.+)$/gm)) {
        const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');
        const name = plain
            .toLowerCase()
            .replace(/[^\p{L}\p{N}\p{Pc} -]/gu, '')
            .replaceAll(' ', '-');
        let unique = name;
        for (let more = 1; found.has(unique); more++)
            unique = `${name}-${more}`;
        found.add(unique);
    }
    return found;
}
