// System calls that fail or kill, by strace: arguments for the program that runs the action, or a stand-in for rsync.
import { readFileSync } from 'node:fs';
import { realTool } from "../../support/fake-tools.js";
import { missingTool } from "../../support/skip-aloud.js";
export const missingStrace = () => missingTool('strace', 'strace');
/** For `under`. What strace saw is written to `trace`, for a body that wants to know whether anything was injected. */
export function inject(injection, trace = '/dev/null') {
    const { calls, error, signal, when, paths = [], onlyMain = false } = injection;
    const how = [
        ...(error === undefined ? [] : [`error=${error}`]),
        ...(signal === undefined ? [] : [`signal=${signal}`]),
        ...(when === undefined ? [] : [`when=${when}`])
    ];
    return [
        ...[
            'strace',
            '--quiet=attach,personality,thread-execve,path-resolution',
            '-o',
            trace,
            ...(onlyMain ? [] : ['--follow-forks'])
        ],
        ...paths.flatMap(path => ['-P', path]),
        ...['-e', `trace=${calls}`, '-e', `inject=${calls}:${how.join(':')}`]
    ];
}
/** An rsync whose copying, or listing, is hit by it. */
export const injectedRsync = (injection, phase = 'copy', trace) => {
    const others = phase === 'copy' ? '*" --version "* | *" --dry-run "*' : '*" --version "* | *" --archive "*';
    return [
        `real=${realTool('rsync')}`,
        `case " $* " in ${others}) exec "$real" "$@" ;; esac`,
        `exec ${inject(injection, trace)
            .map(word => `'${word}'`)
            .join(' ')} "$real" "$@"`
    ].join('\n');
};
/** Throws when nothing was injected: then the fault was not made, whatever came of the run. */
export function expectInjected(trace) {
    if (!/\(INJECTED\)|killed by SIGKILL/.test(readFileSync(trace, 'latin1')))
        throw new Error('no call was reached, so none was refused');
}
