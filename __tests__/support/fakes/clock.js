// A clock that stands still until a test moves it.
export class SteppableClock {
    #ms;
    #elapsedMs = 0;
    constructor(start) {
        this.#ms = Date.parse(start);
    }
    now() {
        return new Date(this.#ms);
    }
    monotonicMs() {
        return this.#elapsedMs;
    }
    /** Time passes. */
    step(ms) {
        this.#ms += ms;
        this.#elapsedMs += ms;
    }
    /** Somebody sets the wall clock; no time passes. */
    set(moment) {
        this.#ms = Date.parse(moment);
    }
}
