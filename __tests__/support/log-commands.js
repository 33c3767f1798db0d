// What the runner reads out of a step's log: `::command::` at the start of a line, `##[command]` anywhere in it.
const registered = new Set(('internal-set-repo-path set-env set-output save-state add-path add-mask add-matcher remove-matcher ' +
    'warning error notice debug group endgroup echo stop-commands section command').split(' '));
const annotating = new Set(['error', 'warning', 'notice']);
const unescapeData = (text) => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
const unescapeProperty = (text) => unescapeData(text.replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%5D', ']').replaceAll('%3B', ';'));
const splitHead = (head, separator) => {
    const space = head.indexOf(' ');
    if (space < 0)
        return { name: head.toLowerCase(), properties: {} };
    const pairs = head
        .slice(space + 1)
        .split(separator)
        .map(pair => pair.trim())
        .filter(pair => pair.includes('='))
        .map(pair => [pair.slice(0, pair.indexOf('=')), unescapeProperty(pair.slice(pair.indexOf('=') + 1))]);
    return { name: head.slice(0, space).toLowerCase(), properties: Object.fromEntries(pairs) };
};
/** Both readings of a line, the `::` one first as the runner tries it. */
const readings = (line) => {
    const found = [];
    const trimmed = line.trimStart();
    const end = trimmed.startsWith('::') ? trimmed.indexOf('::', 2) : -1;
    if (end > 2) {
        const message = unescapeData(trimmed.slice(end + 2));
        found.push({ ...splitHead(trimmed.slice(2, end), ','), message, syntax: '::', line });
    }
    const open = line.indexOf('##[');
    const close = open < 0 ? -1 : line.indexOf(']', open);
    if (close > open + 3) {
        const message = unescapeData(line.slice(close + 1));
        found.push({ ...splitHead(line.slice(open + 3, close), ';'), message, syntax: '##[', line });
    }
    return found;
};
/** Reads a whole log, as the runner does line by line. */
export const parseLog = (log) => {
    const commands = [];
    const unknown = [];
    const plain = [];
    const groups = [];
    let open;
    let stoppedBy;
    const keep = (line) => {
        plain.push(line);
        open?.lines.push(line);
    };
    for (const line of log.split(/\r?\n/)) {
        if (stoppedBy !== undefined) {
            if (line.trim() === `::${stoppedBy}::`)
                stoppedBy = undefined;
            else
                keep(line);
            continue;
        }
        const read = readings(line);
        const command = read.find(({ name }) => registered.has(name));
        if (command === undefined) {
            unknown.push(...read);
            keep(line);
        }
        else {
            commands.push(command);
            if (command.name === 'stop-commands')
                stoppedBy = command.message;
            if (command.name === 'group')
                groups.push((open = { title: command.message, lines: [] }));
            if (command.name === 'endgroup')
                open = undefined;
        }
    }
    return { commands, annotations: commands.filter(({ name }) => annotating.has(name)), groups, unknown, plain };
};
