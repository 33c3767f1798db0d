// A word to find a snapshot by: one that survives in file names, expressions and `tag:<word>`.

/** Letters, digits, `.`, `_` and `-`, starting with a letter or digit; at most 64. */
export const isTag = (text: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text)
