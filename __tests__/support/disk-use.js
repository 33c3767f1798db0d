// What `du` says, for comparing with what the action reports: allocated bytes, shared inodes counted once.
import { execFileSync } from 'node:child_process';
/** `du -sB1` over several trees in one call: each figure is what that tree takes beyond those before it. */
export const diskUse = (...paths) => {
    const printed = execFileSync('du', ['-sB1', '--', ...paths], {
        encoding: 'utf8',
        env: { ...process.env, LC_ALL: 'C' }
    });
    const figures = new Map(printed
        .trim()
        .split('\n')
        .map(line => [line.slice(line.indexOf('\t') + 1), Number(line.slice(0, line.indexOf('\t')))]));
    return paths.map(path => figures.get(path) ?? 0);
};
