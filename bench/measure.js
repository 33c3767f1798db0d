// How the benchmarks measure: both ways in turn on the same data, medians, and the ratio pair by pair.
import { performance } from 'node:perf_hooks';
export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
export async function timed(work) {
    const from = performance.now();
    await work();
    return performance.now() - from;
}
/** By turns, so that neither always finds the disk busy with the other's work; the first pair warms up and is left out. */
export async function compare(ours, theirs, rounds) {
    const pairs = [];
    const one = async ({ prepare, run }) => {
        await prepare?.();
        return await timed(run);
    };
    for (let round = 0; round <= rounds; round++) {
        const isOursFirst = round % 2 === 0;
        const first = await one(isOursFirst ? ours : theirs);
        const second = await one(isOursFirst ? theirs : ours);
        const [our, their] = isOursFirst ? [first, second] : [second, first];
        if (round > 0)
            pairs.push({ our, their });
    }
    return {
        oursMs: median(pairs.map(({ our }) => our)),
        theirsMs: median(pairs.map(({ their }) => their)),
        ratio: median(pairs.map(({ our, their }) => our / their))
    };
}
/** One line of a result, with what was wanted of the ratio. */
export const told = (what, ours, theirs, { oursMs, theirsMs, ratio }, most) => `${what}   ${ours.name} ${(oursMs / 1000).toFixed(2)} s; ${theirs.name} ${(theirsMs / 1000).toFixed(2)} s; ` +
    `ratio ${ratio.toFixed(2)} (wanted: at most ${most.toFixed(2)})`;
