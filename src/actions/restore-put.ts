// Puts a snapshot's files into the target, wherever the snapshot is: what is far away comes here in parts.

import { pathFromText } from '../core/byte-path.ts'
import type { OnProgress } from '../core/progress.ts'
import type { PackedFile, PutOutcome, PutRequest, PutStep, Restoring } from '../ports/target.ts'
import type { Brought, Series } from '../ports/volume.ts'

/** One outcome for each step, in order. */
export async function putFrom(
  series: Series,
  id: string,
  restoring: Restoring,
  request: Omit<PutRequest, 'tree'>,
  onProgress: OnProgress
): Promise<readonly PutOutcome[]> {
  if (series.bring === undefined)
    return await restoring.put({ ...request, tree: pathFromText(series.tree(id).path) }, onProgress)
  const outcomes = await putInParts(series, id, restoring, request, onProgress)
  // The target's own file was not what it seemed to be, and the snapshot's was not brought for it.
  const again = request.steps.flatMap(({ entry, from }, index): { step: PutStep; index: number }[] =>
    from === 'target' && outcomes[index]?.put === false ? [{ step: { entry, from: 'snapshot' }, index }] : []
  )
  if (again.length === 0) return outcomes
  const steps = again.map(({ step }) => step)
  const second = await putInParts(series, id, restoring, { ...request, steps }, onProgress)
  again.forEach(({ index }, at) => {
    const outcome = second[at]
    if (outcome !== undefined) outcomes[index] = outcome
  })
  return outcomes
}

async function putInParts(
  series: Series,
  id: string,
  restoring: Restoring,
  request: Omit<PutRequest, 'tree'>,
  onProgress: OnProgress
): Promise<PutOutcome[]> {
  const read = request.steps.filter(isRead)
  const others = request.steps.filter(step => !isRead(step))
  const outcomes = new Map<PutStep, PutOutcome>()
  let bytes = 0
  const totalBytes = request.steps.reduce((sum, { entry }) => sum + entry.size, 0)
  const put = async (steps: readonly PutStep[], tree: PutRequest['tree'], packed: Brought['packed']): Promise<void> => {
    const [filesBefore, bytesBefore] = [outcomes.size, bytes]
    const placed = steps.map(step => withPlace(step, packed.get(step.entry.path)))
    const put = await restoring.put({ ...request, steps: placed, tree }, progress => {
      const files = filesBefore + progress.files
      onProgress({
        ...progress,
        files,
        bytes: bytesBefore + progress.bytes,
        totalFiles: request.steps.length,
        totalBytes
      })
    })
    steps.forEach((step, index) => {
      const outcome = put[index]
      if (outcome !== undefined) outcomes.set(step, outcome)
      bytes += step.entry.size
    })
  }
  let at = 0
  let pending = others
  const files = read.map(({ entry }) => ({ path: entry.path, size: entry.size }))
  const how = request.method === 'reflink' ? 'apart' : 'together'
  for await (const { tree, packed, count } of series.bring?.(id, files, how, onProgress) ?? []) {
    // What needs nothing of the snapshot's is put with the first part.
    await put([...read.slice(at, at + count), ...pending], tree, packed)
    pending = []
    at += count
  }
  return request.steps.map(step => {
    const outcome = outcomes.get(step)
    if (outcome === undefined) throw new Error('a step of a restore was not put')
    return outcome
  })
}

const withPlace = (step: PutStep, packed: PackedFile | undefined): PutStep =>
  packed === undefined ? step : { ...step, packed }

const isRead = ({ entry, from }: PutStep): boolean => from === 'snapshot' && entry.type === 'file'
