// Links between the pages: the file is there, and so is the heading. Addresses elsewhere are not asked for.
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from '@jest/globals';
import { anchors, pages, prose } from "../support/pages.js";
import { repositoryRoot } from "../support/runner-environment.js";
/** What is wrong with a link of a page, or nothing. */
function wrongLink(page, link) {
    if (/^(https?|mailto):/.test(link))
        return [];
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? page : normalize(join(dirname(page), decodeURI(path)));
    if (target.startsWith('..') || !existsSync(join(repositoryRoot, target)))
        return [`${link}: no such file`];
    if (anchor === undefined || !target.endsWith('.md'))
        return [];
    return anchors(target).has(anchor) ? [] : [`${link}: no such heading`];
}
const linksOf = (page) => [...prose(page).matchAll(/\]\(<?([^)\s>]+)>?\)|(?:href|src)="([^"]+)"/g)].map(([, link, html]) => link ?? html ?? '');
it.each(pages)('%s leads where it says', page => {
    expect(linksOf(page).flatMap(link => wrongLink(page, link))).toEqual([]);
});
it('and would be found out if it did not', () => {
    expect(linksOf('README.md').length).toBeGreaterThan(20);
    expect(wrongLink('README.md', 'docs/none.md')).toEqual(['docs/none.md: no such file']);
    expect(wrongLink('README.md', 'docs/retention.md#none')).toEqual(['docs/retention.md#none: no such heading']);
    expect(wrongLink('docs/faq.md', '../../outside.md')).toEqual(['../../outside.md: no such file']);
});
it('every page of docs/ can be reached from the README', () => {
    const seen = new Set();
    const queue = ['README.md'];
    for (let page = queue.pop(); page !== undefined; page = queue.pop()) {
        if (seen.has(page))
            continue;
        seen.add(page);
        for (const link of linksOf(page)) {
            const target = normalize(join(dirname(page), link.split('#')[0] ?? ''));
            if (pages.includes(target))
                queue.push(target);
        }
    }
    expect(pages.filter(page => page.startsWith('docs/') && !seen.has(page))).toEqual([]);
});
