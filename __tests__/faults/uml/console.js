// What a guest says on its console: lines that begin with `@` are for us, all others are kept for the day it fails.
export class Console {
    #name;
    #lines = [];
    #marks = new Set();
    #rest = '';
    #waiters = [];
    #failure;
    constructor(name) {
        this.#name = name;
    }
    push(piece) {
        const lines = (this.#rest + piece).split(/\r?\n/);
        this.#rest = lines.pop() ?? '';
        for (const line of lines) {
            this.#lines.push(line);
            const said = /^@(\S.*)$/.exec(line)?.[1]?.trimEnd();
            if (said?.startsWith('failed ') === true)
                this.fail(said);
            else if (said !== undefined)
                this.#hear(said);
        }
    }
    tail() {
        return this.#lines.slice(-40).join('\n');
    }
    /** Marks that were said before still count. */
    said(mark) {
        if (this.#marks.has(mark))
            return Promise.resolve();
        if (this.#failure !== undefined)
            return Promise.reject(this.#failure);
        return new Promise((resolve, reject) => this.#waiters.push({ mark, resolve, reject }));
    }
    /** The first reason stands; the rest follows from it. */
    fail(why) {
        this.#failure ??= new Error(`machine ${this.#name} ${why}; its console:\n${this.tail()}`);
        for (const { reject } of this.#waiters)
            reject(this.#failure);
        this.#waiters = [];
    }
    #hear(said) {
        this.#marks.add(said);
        for (const waiter of this.#waiters)
            if (waiter.mark === said)
                waiter.resolve();
        this.#waiters = this.#waiters.filter(({ mark }) => mark !== said);
    }
}
