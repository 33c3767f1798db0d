// Where a fault happens: a marked volume with two good snapshots of a series, a build, canaries, and ways to run the actions.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processesIn } from "../../support/alive.js";
import { fakeTools } from "../../support/fake-tools.js";
import { snapshotsIn } from "../../support/series-state.js";
import { killTree } from "../../support/processes.js";
import { isRoot } from "../../support/skip-aloud.js";
import { contentDifferences } from "../../support/trees.js";
import { stand } from "../../support/volumes.js";
import { makeCanary } from "./canaries.js";
import { makeBuild } from "./changing-build.js";
import { copyEarlier, removeTree } from "./earlier.js";
import { runCall, startCall } from "./running.js";
const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'];
/** That of a service: root's own may have places in it that nobody else may look into. */
const servicePath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
export class Scene {
    name = 'acme/widgets/build/main';
    scratch;
    workspace;
    volume;
    series;
    canaries;
    /** Those of `processesIn` that are no child of ours, such as the server of a FUSE mount. */
    strangers;
    /** The snapshots of before, the oldest first. */
    earlier = [];
    /** Inputs of the next normal run. */
    normalInputs = {};
    figures = [];
    otherwise = new Map();
    /** Snapshots that retention may remove. */
    mayGo = [];
    /** Directories among the snapshots that are nobody's. */
    foreign = [];
    ours = [];
    #stand;
    #mounted;
    #isNobody;
    #hasLinks;
    #mends = [];
    #started = [];
    #builds = 2;
    #bins = 0;
    static async make(setting) {
        const scene = new Scene(setting);
        try {
            await scene.#furnish(setting);
            return scene;
        }
        catch (error) {
            await scene.remove();
            throw error;
        }
    }
    constructor({ on, asNobody = false, withoutLinks = false }) {
        const mounted = on?.();
        const base = stand();
        const ground = mounted?.at ?? base.scratch;
        this.scratch = base.scratch;
        this.workspace = base.workspace;
        this.volume = join(ground, 'volume');
        this.series = join(this.volume, this.name);
        this.canaries = [join(this.volume, 'acme/widgets/build/canary'), join(ground, 'beside')];
        this.strangers = this.places(ground).flatMap(processesIn);
        this.#mounted = mounted;
        this.#isNobody = asNobody && isRoot;
        this.#hasLinks = !withoutLinks;
        this.#stand = {
            ...base,
            volume: this.volume,
            run: (inputs, more) => base.run({ volume: this.volume, ...inputs }, more)
        };
    }
    async #furnish({ earlier = 'two' }) {
        mkdirSync(this.volume, { recursive: true });
        writeFileSync(join(this.volume, '.snapshot-volume.json'), '{"format":1}\n');
        if (earlier === 'two')
            await copyEarlier(this);
        for (const canary of this.canaries)
            makeCanary(canary, earlier === 'none');
        this.build();
        if (earlier === 'two')
            this.earlier = snapshotsIn(this.series);
    }
    /** Where our processes work. */
    places(ground = this.#mounted?.at) {
        return [...new Set([this.scratch, ground ?? this.scratch])];
    }
    /** The next night's build. */
    build() {
        makeBuild(this.workspace, ++this.#builds, this.#hasLinks);
        this.disown();
    }
    inBuild(...names) {
        return join(this.workspace, 'build', ...names);
    }
    inSeries(...names) {
        return join(this.series, ...names);
    }
    own(...names) {
        return join(this.series, '.snapshots', ...names);
    }
    /** As nobody: what the test made becomes theirs. */
    disown() {
        if (!this.#isNobody)
            return;
        for (const place of this.places())
            execFileSync('chown', ['--recursive', '--no-dereference', '65534:65534', place]);
    }
    /** Runs an action to its end: a snapshot of `build`, when nothing else is said. */
    run(call = {}) {
        return runCall(this.#stand, this.#asUser(call));
    }
    /** Starts one, for a body that does something to it. */
    start(call = {}) {
        const started = startCall(this.#stand, this.#asUser(call));
        this.#started.push(started);
        return started;
    }
    /** A PATH with these shell scripts in front of the real programs. */
    tools(scripts) {
        return { PATH: fakeTools(join(this.scratch, `bin-${++this.#bins}`), scripts) };
    }
    /** A measured value with its unit, rounded so that it is hardly another the next time: `free after 8 ms`. */
    figure(text) {
        this.figures.push(text);
    }
    /** Throws unless the snapshot that the run took holds the bytes of the build as it is now. */
    expectStored({ outputs, log }, source = this.inBuild()) {
        if (outputs.status !== 'created')
            throw new Error(`the run took no snapshot:\n${log}`);
        const differences = contentDifferences(source, this.inSeries(outputs.snapshot ?? ''));
        if (differences !== '')
            throw new Error(`the snapshot is not the source: ${differences}`);
    }
    /** Takes the fault away, before the next normal run: makes room, mounts it writable again. */
    mend(undo) {
        this.#mends.push(undo);
    }
    mendAll() {
        for (const undo of this.#mends.splice(0))
            undo();
    }
    /** Looks at an invariant in another way in this scene, for a reason that goes into the report. */
    lookOtherwise(invariant, why, check) {
        this.otherwise.set(invariant, { why, check });
    }
    #asUser(call) {
        const inputs = call.action === undefined || call.action === 'snapshot' ? call.inputs : { name: this.name, ...call.inputs };
        const named = { ...call, ...(inputs && { inputs }) };
        if (!this.#isNobody)
            return named;
        return { ...named, env: { PATH: servicePath, ...call.env }, under: [...nobody, ...(call.under ?? [])] };
    }
    async remove() {
        // Those of this scene alone, when its body went wrong: they would keep it busy, and the machine.
        for (const line of this.places().flatMap(processesIn)) {
            if (!this.strangers.includes(line))
                killTree(Number(line.split(' ')[0]));
        }
        await Promise.all(this.#started.map(({ ended }) => ended));
        this.mendAll();
        this.#mounted?.remove();
        removeTree(this.scratch);
    }
}
