// The files an action writes for the runner (GITHUB_OUTPUT and its like), read as strictly as the runner reads them.
/** `name=value` and `name<<DELIMITER … DELIMITER` entries, in order; throws where the runner would fail the step. */
export const parseCommandFile = (text) => {
    const found = new Map();
    const lines = text.split(/\r?\n/);
    if (lines.at(-1) === '')
        lines.pop();
    for (let at = 0; at < lines.length; at++) {
        const line = lines[at] ?? '';
        if (line === '')
            continue;
        const equals = line.indexOf('=');
        const heredoc = line.indexOf('<<');
        if (heredoc >= 0 && (equals < 0 || heredoc < equals)) {
            const name = line.slice(0, heredoc);
            const delimiter = line.slice(heredoc + 2);
            if (name === '' || delimiter === '')
                throw new Error(`Invalid format '${line}'`);
            const end = lines.indexOf(delimiter, at + 1);
            if (end < 0)
                throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
            found.set(name, lines.slice(at + 1, end).join('\n'));
            at = end;
        }
        else if (equals > 0) {
            found.set(line.slice(0, equals), line.slice(equals + 1));
        }
        else {
            throw new Error(`Invalid format '${line}'`);
        }
    }
    return found;
};
