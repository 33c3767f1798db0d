// A workflow file, parsed by GitHub's own parser, with every key this stand-in does not implement refused aloud.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isBasicExpression, isBoolean, isMapping, isNumber, isSequence, isString, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { ensureStatusFunction } from '@actions/workflow-parser/model/converter/if-condition';
import { parse as parseYaml, stringify } from 'yaml';
import { evaluate, isTruthy } from "./expressions.js";
// What only matters on GitHub (who may do what, when it starts, what it cancels) is accepted and has no effect here.
const workflowKeys = ['name', 'run-name', 'on', 'permissions', 'concurrency', 'env', 'jobs'];
const jobKeys = ['name', 'runs-on', 'needs', 'if', 'permissions', 'concurrency', 'env', 'strategy', 'timeout-minutes'];
const jobKeysToo = ['outputs', 'steps'];
const stepKeys = ['id', 'name', 'if', 'run', 'uses', 'with', 'env', 'shell', 'working-directory', 'timeout-minutes'];
const stepKeysToo = ['continue-on-error'];
export const readWorkflow = (path) => parse(basename(path), readFileSync(path, 'utf8'));
export const parse = (name, content) => {
    const { context, value } = parseWorkflow({ name, content: onOneLineEach(content) }, new NoOperationTraceWriter());
    const errors = context.errors.getErrors().map(error => error.message);
    if (errors.length > 0 || value === undefined)
        throw new Error(`${name} is not a workflow: ${errors.join('; ')}`);
    const top = fields(value, name, workflowKeys);
    const jobs = [...fields(need(top, 'jobs', name), `${name}: jobs`)];
    return {
        name: text(top.get('name'), name),
        ...optional({ env: top.get('env') }),
        jobs: jobs.map(([id, job]) => readJob(id, job))
    };
};
/** For an editor's sake the parser takes the source of a block with expressions in it, indentation and all, for its value. */
const onOneLineEach = (content) => stringify(parseYaml(content), { defaultStringType: 'QUOTE_DOUBLE', lineWidth: 0 });
const readJob = (id, token) => {
    const job = fields(token, `job ${id}`, [...jobKeys, ...jobKeysToo]);
    const strategy = job.get('strategy');
    const plan = strategy && fields(strategy, `job ${id}: strategy`, ['matrix', 'fail-fast', 'max-parallel']);
    const steps = need(job, 'steps', `job ${id}`).assertSequence('steps');
    return {
        id,
        needs: names(job.get('needs')),
        if: condition(job.get('if')),
        ...optional({
            env: job.get('env'),
            matrix: plan?.get('matrix'),
            timeoutMinutes: job.get('timeout-minutes'),
            outputs: job.get('outputs')
        }),
        steps: Array.from({ length: steps.count }, (_, at) => readStep(steps.get(at), `job ${id}: step ${at + 1}`))
    };
};
const readStep = (token, what) => {
    const step = fields(token, what, [...stepKeys, ...stepKeysToo]);
    const given = (key) => (step.has(key) ? text(step.get(key), '') : undefined);
    const uses = given('uses');
    const shell = given('shell');
    return {
        id: text(step.get('id'), what),
        if: condition(step.get('if')),
        ...(uses === undefined ? {} : { uses }),
        ...(shell === undefined ? {} : { shell }),
        ...optional({
            name: step.get('name'),
            run: step.get('run'),
            with: step.get('with'),
            env: step.get('env'),
            workingDirectory: step.get('working-directory'),
            timeoutMinutes: step.get('timeout-minutes'),
            continueOnError: step.get('continue-on-error')
        })
    };
};
/** The entries of a mapping; with `known`, any other key is an error, never ignored. */
function fields(token, what, known) {
    const found = new Map([...token.assertMapping(what)].map(({ key, value }) => [text(key, what), value]));
    const other = [...found.keys()].filter(key => known !== undefined && !known.includes(key));
    if (other.length > 0)
        throw new Error(`${what}: ${other.join(', ')} is not implemented by this stand-in`);
    return found;
}
function need(found, key, what) {
    const token = found.get(key);
    if (token === undefined)
        throw new Error(`${what}: ${key} is missing`);
    return token;
}
const text = (token, otherwise) => {
    if (token === undefined)
        return otherwise;
    if (!isString(token))
        throw new Error(`expected a plain text, found ${token.typeName()}`);
    return token.value;
};
const names = (token) => {
    if (token === undefined)
        return [];
    return isSequence(token) ? Array.from({ length: token.count }, (_, at) => text(token.get(at), '')) : [text(token, '')];
};
/** `if:` as the runner reads it: an expression with or without `${{ }}`, and success() unless it says otherwise. */
const condition = (token) => {
    if (token === undefined)
        return (_, standing) => standing === 'success';
    const written = isBasicExpression(token) ? token.expression : text(token, '');
    const complete = ensureStatusFunction(written, token.definitionInfo);
    return (contexts, standing) => isTruthy(evaluate(complete, contexts, standing));
};
/** The parts that are there, each ready to be evaluated. */
function optional(parts) {
    const there = Object.entries(parts).filter(([, token]) => token !== undefined);
    return Object.fromEntries(there.map(([key, token]) => [key, (contexts, standing) => value(token, contexts, standing)]));
}
function value(token, contexts, standing) {
    if (token === undefined)
        return null;
    if (isBasicExpression(token))
        return evaluate(token.expression, contexts, standing);
    if (isSequence(token))
        return Array.from({ length: token.count }, (_, at) => value(token.get(at), contexts, standing));
    if (isMapping(token)) {
        return Object.fromEntries([...token].map(pair => [text(pair.key, ''), value(pair.value, contexts, standing)]));
    }
    if (isString(token) || isNumber(token) || isBoolean(token))
        return token.value;
    return token.typeName() === 'null' ? null : unexpected(token);
}
function unexpected(token) {
    throw new Error(`${token.typeName()} is not implemented by this stand-in`);
}
