// Makes the page of a series from its records: what there is, what it cost, and what the rules will do to each snapshot and when.

import { currentSnapshot } from '../core/current-snapshot.ts'
import { snapshotOfLatest } from '../core/latest-link.ts'
import type { PageSnapshot } from '../core/page/model.ts'
import { seriesPage } from '../core/page/page.ts'
import { rulesInWords } from '../core/report/prune-rules.ts'
import { forecast } from '../core/retention/forecast.ts'
import { judge } from '../core/retention/judge.ts'
import type { RetentionPolicy } from '../core/retention/policy.ts'
import type { Listed, Series } from '../ports/volume.ts'
import { standingOf } from './retain.ts'

export interface PageWork {
  /** The volume as the user named it. */
  readonly volume: string
  readonly now: Date
  readonly program: string
}

/**
 * Writes it into the directory of the series. Trees are walked only where the count of their disk use is not known. Throws a
 * `Failure` where something else has its name.
 */
export async function writeSeriesPage(series: Series, { volume, now, program }: PageWork): Promise<void> {
  const listed = await series.list()
  const { state, target } = await series.latest()
  const latest = currentSnapshot(listed, state === 'link' ? snapshotOfLatest(target) : undefined, now)
  // The rules are those of the last run that had any: retention belongs to runs, not to the series.
  const policy = listed.find(({ record }) => record?.retention !== undefined)?.record?.retention
  const judged = policy === undefined ? undefined : judgedBy(policy, listed, target, now)
  const page = seriesPage({
    volume,
    series: series.name,
    snapshots: listed.map(one => ({
      ...one,
      path: series.tree(one.id).path,
      isLatest: one === latest,
      ...(judged?.of(one.id) ?? { reasons: [] })
    })),
    ...(listed.length > 0 && { bytesOnDisk: await series.bytesOnDisk() }),
    rules: policy === undefined ? [] : rulesInWords(policy, {}),
    ...(judged && { everyMs: judged.everyMs }),
    writtenAt: now.toISOString(),
    program
  })
  await series.writePage(page)
}

interface Judged {
  readonly everyMs: number
  readonly of: (id: string) => Pick<PageSnapshot, 'reasons' | 'fate'>
}

function judgedBy(policy: RetentionPolicy, listed: readonly Listed[], target: string, now: Date): Judged {
  const standing = listed.map(one => standingOf(one, target))
  const verdicts = new Map(judge(standing, policy, now).map(({ id, reasons, decision }) => [id, { reasons, decision }]))
  const { fates, everyMs } = forecast(standing, policy, now)
  return {
    everyMs,
    of: id => {
      const verdict = verdicts.get(id)
      const fate = fates.get(id)
      // Why it goes is no more than that nothing keeps it.
      return { reasons: verdict?.decision === 'keep' ? verdict.reasons : [], ...(fate && { fate }) }
    }
  }
}
