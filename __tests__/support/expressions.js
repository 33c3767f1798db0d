// `${{ }}` expressions, evaluated by GitHub's own expression library over contexts given as plain values.
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
const names = ['github', 'env', 'vars', 'job', 'steps', 'runner', 'secrets', 'strategy', 'matrix', 'needs', 'inputs'];
/** Whether a context value counts as true, by the rules of expressions. */
export const isTruthy = (value) => value !== null && value !== false && value !== 0 && value !== '';
/** Evaluates one bare expression, without its `${{ }}`. */
export const evaluate = (expression, contexts, standing = 'success') => {
    const functions = [
        status('always', () => true),
        status('success', () => standing === 'success'),
        status('failure', () => standing === 'failure'),
        status('cancelled', () => standing === 'cancelled')
    ];
    const tree = new Parser(new Lexer(expression).lex().tokens, names, functions).parse();
    const known = new data.Dictionary(...names.map(key => ({ key, value: toData(contexts[key] ?? null) })));
    const found = new Evaluator(tree, known, new Map(functions.map(each => [each.name, each]))).evaluate();
    return JSON.parse(JSON.stringify(found, data.replacer));
};
/** A text with its `${{ }}` parts put in; the whole text being one part gives that part's value as it is. */
export const interpolate = (text, contexts, standing) => {
    const parts = split(text);
    const [only] = parts;
    if (parts.length === 1 && only?.isExpression === true)
        return evaluate(only.text, contexts, standing);
    return parts.map(part => (part.isExpression ? asText(evaluate(part.text, contexts, standing)) : part.text)).join('');
};
/** A value as the runner writes it into a text or the environment. */
export const asText = (value) => {
    if (value === null)
        return '';
    if (typeof value === 'string')
        return value;
    if (typeof value === 'number' || typeof value === 'boolean')
        return String(value);
    return Array.isArray(value) ? 'Array' : 'Object';
};
const status = (name, holds) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(holds())
});
const toData = (value) => JSON.parse(JSON.stringify(value), data.reviver);
function split(text) {
    const parts = [];
    let from = 0;
    for (let open = text.indexOf('${{'); open >= 0; open = text.indexOf('${{', from)) {
        const close = closing(text, open + 3);
        if (close < 0)
            throw new Error(`no closing }} in ${JSON.stringify(text)}`);
        if (open > from)
            parts.push({ text: text.slice(from, open), isExpression: false });
        parts.push({ text: text.slice(open + 3, close).trim(), isExpression: true });
        from = close + 2;
    }
    if (from < text.length)
        parts.push({ text: text.slice(from), isExpression: false });
    return parts;
}
/** Where the `}}` is that is not inside a quoted string. */
function closing(text, from) {
    let quoted = false;
    for (let at = from; at < text.length; at++) {
        if (text[at] === "'")
            quoted = !quoted;
        else if (!quoted && text.startsWith('}}', at))
            return at;
    }
    return -1;
}
