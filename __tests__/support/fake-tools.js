// Tiny programs put first in PATH: an rsync that fails, hangs or does something before the real one; or a PATH with little.
import { accessSync, constants, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
/** Absolute path of a program that PATH leads to. */
export function realTool(name) {
    for (const directory of (process.env.PATH ?? '').split(delimiter)) {
        const file = join(directory, name);
        try {
            accessSync(file, constants.X_OK);
            return file;
        }
        catch {
            // Not in this directory of PATH; perhaps in the next.
        }
    }
    throw new Error(`there is no ${name} in PATH`);
}
/** Writes shell scripts into a new directory, and gives the PATH in which they come before the real programs. */
export function fakeTools(directory, scripts) {
    mkdirSync(directory);
    for (const [name, script] of Object.entries(scripts)) {
        writeFileSync(join(directory, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    }
    return `${directory}${delimiter}${process.env.PATH ?? ''}`;
}
/** A PATH that leads to these programs and no others. */
export function onlyTools(directory, names) {
    mkdirSync(directory);
    for (const name of names)
        symlinkSync(realTool(name), join(directory, name));
    return directory;
}
/**
 * A fake rsync: `--version` and listings (`--dry-run`) go to the real one, the rest is `script`, in which "$real" is the
 * real one and "$@" its arguments.
 */
export const fakeRsyncCopy = (script) => [
    `real=${realTool('rsync')}`,
    'case " $* " in *" --version "* | *" --dry-run "*) exec "$real" "$@" ;; esac',
    script
].join('\n');
