// A pause of this thread, so that what waits for it has its turn.

/** What was asked of others goes out, and what they answered comes in. */
export const aTurn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))
