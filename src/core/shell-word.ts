// A text as one word of a POSIX shell, for commands that a person pastes.

/** Between single quotes a shell takes everything as it is, but for the quote itself. */
export const shellWord = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
