// Trees for the tests of the manifest: some small ones by hand, and any tree at all by chance.
import fc from 'fast-check';
import { compareWritten } from "../../src/core/manifest/document-order.js";
export const header = { id: '2026-11-20T08-49-01Z', series: 'owner/repo/job/main' };
export const sha = (digit) => digit.repeat(64);
export const dir = (path, more = {}) => ({
    path: path,
    type: 'dir',
    mode: 0o755,
    size: 0,
    mtimeNs: 0n,
    storedMtimeNs: 0n,
    ...more
});
export const file = (path, more = {}) => ({
    ...dir(path),
    type: 'file',
    mode: 0o644,
    size: 3,
    sha256: sha('a'),
    ...more
});
export const link = (path, target, more = {}) => ({
    ...dir(path),
    type: 'link',
    mode: 0o777,
    target: target,
    ...more
});
const anyByte = fc.oneof(fc.integer({ min: 1, max: 255 }), fc.constantFrom(...Array.from('\n \\#*?[]=-.~aM^', character => character.charCodeAt(0))));
const anyBytes = fc.array(anyByte, { minLength: 1, maxLength: 12 }).map(bytes => String.fromCharCode(...bytes));
const anyName = anyBytes.map(bytes => bytes.replaceAll('/', '_')).filter(name => name !== '.' && name !== '..');
const anyTime = fc.oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.constantFrom(-1n, 0n, 5n, 999999999n, 1000000000n, -1000000000n, -1000000001n, -(2n ** 90n)));
const anyAttributes = fc.record({
    mode: fc.integer({ min: 0, max: 0o7777 }),
    owner: fc.option(fc.record({ uid: fc.nat(0xffff_fffe), gid: fc.nat(0xffff_fffe) }), { nil: undefined }),
    mtimeNs: anyTime,
    storedMtimeNs: anyTime,
    isSameTime: fc.boolean()
});
const anyNode = fc.record({
    parent: fc.nat(),
    name: anyName,
    attributes: anyAttributes,
    kind: fc.oneof(fc.record({ type: fc.constant('dir'), sourceMode: fc.option(fc.nat(0o7777), { nil: undefined }) }), fc.record({
        type: fc.constant('file'),
        size: fc.maxSafeNat(),
        sha256: fc.uint8Array({ minLength: 32, maxLength: 32 }).map(bytes => Buffer.from(bytes).toString('hex'))
    }), fc.record({ type: fc.constant('link'), target: anyBytes.map(bytes => bytes) }))
});
/** Any tree, its top first and then in byte order, as a listing of a source is. */
export const anyTree = fc.array(anyNode, { maxLength: 30 }).map(nodes => {
    const directories = ['.'];
    const entries = new Map([['.', dir('.')]]);
    for (const { parent, name, attributes, kind } of nodes) {
        const above = directories[parent % directories.length] ?? '.';
        const path = above === '.' ? name : `${above}/${name}`;
        if (entries.has(path))
            continue;
        if (kind.type === 'dir')
            directories.push(path);
        const { isSameTime, owner, mtimeNs, storedMtimeNs, mode } = attributes;
        const sourceMode = 'sourceMode' in kind && kind.sourceMode !== mode ? kind.sourceMode : undefined;
        entries.set(path, {
            path: path,
            type: kind.type,
            mode,
            ...(sourceMode !== undefined && { sourceMode }),
            ...(owner !== undefined && { owner }),
            size: 'size' in kind ? kind.size : 0,
            mtimeNs: isSameTime ? storedMtimeNs : mtimeNs,
            storedMtimeNs,
            ...('sha256' in kind && { sha256: kind.sha256 }),
            ...('target' in kind && { target: kind.target })
        });
    }
    return [...entries.values()].sort((a, b) => compareWritten(a.path, b.path));
});
