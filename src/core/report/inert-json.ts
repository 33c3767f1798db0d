// JSON that can be printed anywhere: what is invisible in it can be seen, and no line of it is a command to the runner.

/**
 * The same JSON with invisible characters and `##[` as escapes, so that `cat report.json` in a workflow shows what is
 * there and runs no command. All of them can only stand inside strings.
 */
export const inertJson = (json: string): string =>
  json
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, escape)
    .replaceAll('##[', '#\\u0023[')

const escape = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`
  ).join('')
