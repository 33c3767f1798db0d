// Time, as an argument: tests freeze it, and nothing else in the program may ask for it.

export interface Clock {
  /** The wall clock, for ids and records. */
  now(): Date
  /** Milliseconds that never jump, for durations. */
  monotonicMs(): number
}
