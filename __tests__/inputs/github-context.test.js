// What a run says of itself, and which events may not write.
import { describe, expect, it } from '@jest/globals';
import { parseEvent, readRunContext } from "../../src/inputs/github-context.js";
const around = { cwd: '/start', tempDir: '/tmp' };
const env = {
    GITHUB_REPOSITORY: 'acme/app',
    GITHUB_REF: 'refs/heads/feature/x',
    GITHUB_REF_NAME: 'feature/x',
    GITHUB_SHA: 'c0ffee',
    GITHUB_WORKFLOW: 'Nightly',
    GITHUB_JOB: 'build',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_ACTOR: 'mona',
    GITHUB_RUN_ID: '42',
    GITHUB_RUN_ATTEMPT: '2',
    GITHUB_SERVER_URL: 'https://github.example',
    GITHUB_WORKSPACE: '/work space/app',
    RUNNER_TEMP: '/runner/_temp',
    RUNNER_NAME: 'vault-1'
};
describe('readRunContext', () => {
    it('has all of a run', () => {
        expect(readRunContext(env, { repository: { default_branch: 'main' } }, around)).toEqual({
            run: {
                repository: 'acme/app',
                ref: 'refs/heads/feature/x',
                commit: 'c0ffee',
                workflow: 'Nightly',
                job: 'build',
                event: 'push',
                actor: 'mona',
                runId: '42',
                runAttempt: '2',
                runner: 'vault-1',
                url: 'https://github.example/acme/app/actions/runs/42/attempts/2'
            },
            workspace: '/work space/app',
            tempDir: '/runner/_temp',
            defaults: { repository: 'acme/app', job: 'build', refName: 'feature/x', defaultBranch: 'main' }
        });
    });
    it.each([
        ['without any variable', {}],
        ['with empty ones', Object.fromEntries(Object.keys(env).map(name => [name, '']))]
    ])('stands where it was started, outside GitHub: %s', (_, nothing) => {
        expect(readRunContext(nothing, undefined, around)).toEqual({
            run: {},
            workspace: '/start',
            tempDir: '/tmp',
            defaults: {}
        });
    });
    it('makes relative directories absolute', () => {
        expect(readRunContext({ GITHUB_WORKSPACE: 'ws' }, undefined, around).workspace).toBe('/start/ws');
    });
    it('has an address without an attempt', () => {
        expect(readRunContext({ ...env, GITHUB_RUN_ATTEMPT: undefined }, undefined, around).run.url).toBe('https://github.example/acme/app/actions/runs/42');
    });
});
describe('parseEvent', () => {
    it.each([
        ['an object', '{"a":1}', { a: 1 }],
        ['no file', undefined, undefined],
        ['an empty file', '', undefined],
        ['half a file', '{"a":', undefined],
        ['null', 'null', undefined],
        ['a text', '"a"', undefined]
    ])('%s', (_, text, event) => {
        expect(parseEvent(text)).toEqual(event);
    });
});
describe('untrusted events', () => {
    const from = (head, base = 'acme/app') => ({
        pull_request: { head: { repo: head === null ? null : { full_name: head } }, base: { repo: { full_name: base } } },
        repository: { full_name: base }
    });
    const ranFor = (event, head) => ({
        workflow_run: { event, head_repository: head === null ? null : { full_name: head } },
        repository: { full_name: 'acme/app' }
    });
    const untrusted = (name, event, mode) => readRunContext({ GITHUB_EVENT_NAME: name, ACTIONS_CACHE_MODE: mode }, event, around).untrusted;
    it.each([
        ['a push', 'push', {}],
        ['a schedule', 'schedule', undefined],
        ['no event at all', undefined, undefined],
        ['a pull request within the repository', 'pull_request', from('acme/app')],
        ['the same in other letters', 'pull_request', from('Acme/App')],
        ['a review within the repository', 'pull_request_review', from('acme/app')],
        ['a run after a push', 'workflow_run', ranFor('push', 'acme/app')],
        ['a run after a pull request within the repository', 'workflow_run', ranFor('pull_request', 'acme/app')],
        ['a comment', 'issue_comment', {}]
    ])('%s is trusted', (_, name, event) => {
        expect(untrusted(name, event)).toBeUndefined();
        expect(untrusted(name, event, 'write')).toBeUndefined();
        expect(untrusted(name, event, 'none')).toBeUndefined();
        expect(untrusted(name, event, 'read')).toContain('ACTIONS_CACHE_MODE=read');
    });
    it.each([
        ['a fork', 'pull_request', from('eve/app'), 'from another repository, eve/app'],
        ['a fork under a look-alike owner', 'pull_request', from('acme-/app'), 'from another repository'],
        ['a deleted fork', 'pull_request', from(null), 'no longer exists'],
        ['a review of a fork', 'pull_request_review', from('eve/app'), 'from another repository'],
        ['a review comment on a fork', 'pull_request_review_comment', from('eve/app'), 'from another repository'],
        ['pull_request_target', 'pull_request_target', from('acme/app'), 'anyone who opens a pull request'],
        ['a missing event file', 'pull_request', undefined, 'does not tell'],
        ['an event without a base', 'pull_request', { pull_request: { head: { repo: { full_name: 'a/b' } } } }, 'not tell'],
        ['an event of odd types', 'pull_request', { pull_request: 'x' }, 'does not tell'],
        ['a name that is no text', 'pull_request', { pull_request: { base: { repo: { full_name: 7 } } } }, 'not tell'],
        ['a run after a pull request of a fork', 'workflow_run', ranFor('pull_request', 'eve/app'), 'another repository'],
        ['a run after a deleted fork', 'workflow_run', ranFor('pull_request', null), 'no longer exists'],
        ['a run after pull_request_target', 'workflow_run', ranFor('pull_request_target', 'acme/app'), 'anyone can cause'],
        ['a run after nothing known', 'workflow_run', undefined, 'does not tell']
    ])('%s is not trusted', (_, name, event, why) => {
        expect(untrusted(name, event)).toContain(why);
    });
});
