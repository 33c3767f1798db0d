// A directory of dated trees beside a volume, and `adopt` run over both.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeRecord } from "../../src/core/record-text.js";
import { stand } from "./volumes.js";
import { runWired } from "./wired.js";
/** What the first four trees of `oldHistory` become. */
export const ids = [10, 11, 12, 13].map(day => `2024-01-${day}T12-00-00Z`);
export function adoption() {
    const here = stand();
    const old = join(here.scratch, 'backups');
    const series = join(here.volume, 'web');
    mkdirSync(old);
    const inputs = (more = {}) => ({
        volume: here.volume,
        name: 'web',
        path: old,
        utc: 'true',
        ...more
    });
    return {
        ...here,
        old,
        source: join(here.workspace, 'build'),
        series,
        inputs,
        adopt: more => runWired('adopt', inputs(more)),
        record: id => decodeRecord(readFileSync(join(series, '.snapshots/records', `${String(id)}.json`), 'utf8'))
    };
}
