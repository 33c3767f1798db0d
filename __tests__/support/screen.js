// What a terminal shows in the end of all that was written to it: lines that were drawn over are gone, as they are for a person.
// eslint-disable-next-line no-control-regex -- control sequences are what is read here
const pieces = /\x1b\[([?0-9;]*)([A-Za-z])|\x1b([78])|([\r\n])|([\x00-\x1f\x7f])|([^\x00-\x1f\x7f]+)/g;
export function screenOf(written) {
    const lines = [''];
    const foreign = [];
    let column = 0;
    let isShown = true;
    let wraps = true;
    const line = () => lines.at(-1) ?? '';
    for (const [whole, number = '', command, , newline, control, text] of written.matchAll(pieces)) {
        if (text !== undefined) {
            lines[lines.length - 1] = line().slice(0, column).padEnd(column) + text + line().slice(column + text.length);
            column += text.length;
        }
        else if (newline === '\n') {
            lines.push('');
            column = 0;
        }
        else if (newline === '\r')
            column = 0;
        else if (control !== undefined)
            foreign.push(whole);
        else if (command === 'K')
            lines[lines.length - 1] = number === '2' ? '' : line().slice(0, column);
        else if (command === 'G')
            column = Number(number || 1) - 1;
        else if (number === '?25')
            isShown = command === 'h';
        else if (number === '?7')
            wraps = command === 'h';
        else if (command !== undefined && command !== 'm')
            foreign.push(whole);
    }
    return { lines: lines.map(each => each.trimEnd()), isAsBefore: isShown && wraps, foreign };
}
