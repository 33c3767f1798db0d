// Entries as a listing of a source gives them, and pairs of trees that resemble each other as builds do, for the plan's tests.
import fc from 'fast-check';
export const path = (text) => text;
/** 64 digits that stand for a content. */
export const shaOf = (content) => Buffer.from(content.padEnd(32)).toString('hex');
export const fileOf = (name, content, more = {}) => ({
    path: path(name),
    type: 'file',
    mode: 0o644,
    size: content.length,
    mtimeNs: 10n,
    storedMtimeNs: 10n,
    sha256: shaOf(content),
    ...more
});
export const dirOf = (name) => ({
    path: path(name),
    type: 'dir',
    mode: 0o755,
    size: 0,
    mtimeNs: 10n,
    storedMtimeNs: 10n
});
export const linkOf = (name, target, more = {}) => ({
    ...dirOf(name),
    type: 'link',
    mode: 0o777,
    target: path(target),
    ...more
});
export const baseOf = (id, ...entries) => ({ series: 's', id, entries });
// Few names and fewer contents, so that moves, duplicates, and changes of mode, owner and type are the rule.
const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const anyNode = fc.oneof({
    weight: 6,
    arbitrary: fc.record({ type: fc.constant('file'), content: fc.constantFrom('', 'x', 'yy', 'zz') })
}, { weight: 1, arbitrary: fc.record({ type: fc.constant('link'), content: fc.constantFrom('a', 'b') }) }, { weight: 1, arbitrary: fc.record({ type: fc.constant('dir'), content: fc.constant('') }) });
const anyAttributes = fc.record({
    mode: fc.constantFrom(0o644, 0o644, 0o644, 0o755),
    owner: fc.constantFrom(undefined, undefined, { uid: 0, gid: 0 }, { uid: 7, gid: 0 }),
    mtimeNs: fc.constantFrom(1n, 2n)
});
/** Any flat tree over those names, sorted by path. */
export const anyEntries = fc
    .uniqueArray(fc.record({ name: fc.constantFrom(...names), node: anyNode, attributes: anyAttributes }), {
    selector: ({ name }) => name
})
    .map(list => list
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, node, attributes: { mode, owner, mtimeNs } }) => {
    const times = { mtimeNs, storedMtimeNs: mtimeNs };
    const owned = owner === undefined ? times : { ...times, owner };
    if (node.type === 'file')
        return fileOf(name, node.content, { ...owned, mode });
    return node.type === 'link' ? linkOf(name, node.content, owned) : dirOf(name);
}));
export const anyBases = fc
    .array(anyEntries, { maxLength: 3 })
    .map(trees => trees.map((entries, at) => baseOf(`base-${at}`, ...entries)));
