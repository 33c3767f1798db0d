// The names of the inputs of `doctor`; none has a default.

export const doctorDefaults = {} as const

/** Every input, in no order that matters. */
export const doctorInputNames = ['volume', 'name'] as const

export type DoctorInputName = (typeof doctorInputNames)[number]
