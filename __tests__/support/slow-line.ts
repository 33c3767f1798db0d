// Imported first by a test that wants what comes after it on a slow line: what each-volume.ts asks before its tests are named.

let slow = false

export const overSlowLine = (): void => {
  slow = true
}

export const isLineSlow = (): boolean => slow
