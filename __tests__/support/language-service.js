// GitHub's own language service over one YAML text: what it finds wrong, with our actions known to it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validate } from '@actions/languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from 'yaml';
import { repositoryRoot } from "./runner-environment.js";
/** Folders of ours with an action.yml, `''` for the top. */
export const actionFolders = ['', ...readdirSync(repositoryRoot)].filter((folder, index) => (index === 0 || folder !== '.') && existsSync(join(repositoryRoot, folder, 'action.yml')));
const metadataOf = (folder) => parse(readFileSync(join(repositoryRoot, folder, 'action.yml'), 'utf8'));
let documents = 0;
/** Each with its line. Inputs of actions that are not ours are not looked at. */
export async function problems(path, yaml) {
    // the service remembers what it parsed by its address: a second text under the same one would not be looked at
    documents += 1;
    const found = await validate(TextDocument.create(`file:///${documents}/${path}`, 'yaml', 1, yaml), {
        actionsMetadataProvider: {
            fetchActionMetadata: ({ owner, name, path: folder = '' }) => Promise.resolve(`${owner}/${name}` === 'org/snapshot-action' && actionFolders.includes(folder)
                ? metadataOf(folder)
                : { name, description: '' })
        }
    });
    return found.map(({ range, message }) => {
        return `${range.start.line + 1}: ${typeof message === 'string' ? message : message.value}`;
    });
}
