// What a shell is told: scripts decide by these numbers, so each has one meaning, and none is ever given another.

import type { FailureKind } from '../core/failure.ts'

export const exitStatus = { done: 0, failed: 1, usage: 2, damage: 3, locked: 4, cancelled: 130 } as const

const ofKind: Partial<Readonly<Record<FailureKind, number>>> = {
  input: exitStatus.usage,
  damage: exitStatus.damage,
  locked: exitStatus.locked,
  cancelled: exitStatus.cancelled
}

export const statusOfKind = (kind: FailureKind): number => ofKind[kind] ?? exitStatus.failed
