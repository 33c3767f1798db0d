// What a pattern of paths matches, the same wherever patterns are taken: dot files are files, and a `!` in front is a name.

import picomatch from 'picomatch'

/** Whether a text has wildcards, so that it could mean several paths. */
export const hasMagic = (text: string): boolean => /[*?[\]{}]|[@!+]\(/.test(text)

/** Asked with paths as they are written: relative, without dots. */
export const matcherOf = (glob: string): ((path: string) => boolean) => picomatch(glob, { dot: true, nonegate: true })
