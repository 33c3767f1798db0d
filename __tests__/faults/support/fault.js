// Registers a fault as a test: the scene is set, the body makes the fault, and then all seven invariants are looked at.
import { afterAll, expect, it } from '@jest/globals';
import { messageOf } from "../../../src/core/failure.js";
import { itUnless } from "../../support/skip-aloud.js";
import { removeEarlier } from "./earlier.js";
import { endedAsTold, freeze, invariants, latestIsWhole, lookOutside, nextRunWasFine, nothingIsLeft, olderAreUnchanged, outsideIsUntouched, wholeSnapshots } from "./invariants.js";
import { recordResult } from "./results.js";
import { rows } from "./rows.js";
import { Scene } from "./scene.js";
const defaultTimeoutMs = 150_000;
export function fault(spec, body) {
    register(spec, 'fault', async (scene) => {
        const trouble = await troubleAfter(scene, body);
        if (trouble.length > 0)
            throw new Error(trouble.join('\n'));
    });
}
/**
 * The same with the protection taken away, to prove that the fault was really made and would be seen: it passes when
 * what is found, or thrown by the body, matches `goesRed`.
 */
export function negativeControl(spec, body) {
    register(spec, 'control', async (scene) => {
        let red;
        try {
            red = (await troubleAfter(scene, body)).join('\n');
        }
        catch (error) {
            red = messageOf(error);
        }
        if (!spec.goesRed.test(red))
            throw new Error(`the control did not go red (${String(spec.goesRed)}): ${red}`);
    });
}
/** What is wrong after the fault, invariant by invariant. */
export async function troubleAfter(scene, body) {
    const { series, foreign, mayGo } = scene;
    const frozen = freeze(series);
    const hadLatest = scene.earlier.length > 0;
    const outside = lookOutside(scene);
    const trouble = [];
    const look = async (invariant, when, check) => {
        const found = await (scene.otherwise.get(invariant)?.check ?? check)();
        trouble.push(...found.map(what => `${invariant} (${invariants[invariant]}) ${when}: ${what}`));
    };
    const lookAtVolume = async (when) => {
        await look('I1', when, () => wholeSnapshots(series, foreign));
        await look('I2', when, () => olderAreUnchanged(series, frozen, mayGo));
        await look('I3', when, () => latestIsWhole(series, hadLatest));
        await look('I4', when, () => outsideIsUntouched(scene, outside));
        await look('I7', when, () => nothingIsLeft(scene.places(), series, scene.strangers));
    };
    const told = await body(scene);
    await look('I6', 'of the run', () => [told].flat().flatMap(endedAsTold));
    await lookAtVolume('after the fault');
    scene.mendAll();
    scene.build();
    await look('I5', 'after the fault', async () => nextRunWasFine(await scene.run({ inputs: normal(scene) }), scene.inBuild(), series));
    await lookAtVolume('after the next run');
    return trouble;
}
/** A lock that is still held is waited for, but not for ten minutes. */
const normal = ({ normalInputs }) => ({ 'lock-timeout': '20s', ...normalInputs });
function register(spec, kind, work) {
    const { row, tier, title, needs = [], timeoutMs = defaultTimeoutMs } = spec;
    if (!rows.some(({ number }) => number === row))
        throw new Error(`FAULTS has no row ${row}`);
    const file = expect.getState().testPath ?? '';
    const record = (result, why, scene) => {
        const otherwise = Array.from(scene?.otherwise ?? [], ([invariant, { why }]) => ({ invariant, why }));
        const figures = scene?.figures ?? [];
        recordResult(file, { row, tier, title, kind, result, ...(why && { why }), figures, otherwise });
    };
    const missing = needs.filter(need => need !== undefined);
    const name = `${row} ${tier} ${kind === 'control' ? 'control: ' : ''}${title}`;
    if (missing.length > 0) {
        record('skipped', `needs ${missing.join(', and ')}`);
        itUnless(...missing)(`${name} (needs ${missing.join(', and ')})`, () => undefined);
        return;
    }
    it(name, async () => {
        // Until it is known better: jest does not say when it gives up.
        record('failed', 'did not come to its end');
        let scene;
        try {
            scene = await Scene.make(spec);
            await work(scene);
            record('passed', undefined, scene);
        }
        catch (error) {
            record('failed', messageOf(error).split('\n')[0], scene);
            throw error;
        }
        finally {
            await scene?.remove();
        }
    }, timeoutMs);
}
afterAll(removeEarlier);
