// The names of the inputs of `doctor`, with the defaults of those that have one.

import { sshDefaults, sshInputNames } from './ssh.ts'

export const doctorDefaults = { ...sshDefaults } as const

/** Every input, in no order that matters. */
export const doctorInputNames = ['volume', 'name', ...sshInputNames, 'ssh-strict'] as const

export type DoctorInputName = (typeof doctorInputNames)[number]
