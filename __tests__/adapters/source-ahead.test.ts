// A source that is read from the start: the first reading is handed out once, and only to whoever asks for the same.

import { expect, it } from '@jest/globals'
import { Once } from '../../src/core/once.ts'
import { sourceAhead } from '../../src/adapters/source-ahead.ts'
import { Failure } from '../../src/core/failure.ts'
import type { ResolvedSource, Scan, Source, SourceRequest } from '../../src/ports/source.ts'

const request = { path: ['build'], workspace: '/w', root: '/w' } as unknown as SourceRequest
const nothing = (): void => undefined

/** A source that numbers its readings. */
class Numbered implements Source {
  readings = 0
  missing: readonly string[] = []
  failure: Failure | undefined
  look = (): Promise<never[]> => Promise.resolve([])
  resolve = (asked: SourceRequest): Promise<ResolvedSource> =>
    Promise.resolve({ root: '/w/build', places: [], missing: this.missing, request: asked } as never)
  scan: Source['scan'] = (_, __, onProgress) => {
    this.readings++
    onProgress({ doing: 'reading', files: this.readings, bytes: 0 })
    return this.failure === undefined
      ? Promise.resolve({ filesKnown: this.readings } as unknown as Scan)
      : Promise.reject(this.failure)
  }
}

const settled = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 10))

it('is read before anybody asks, and anew for whoever asks again', async () => {
  const source = new Numbered()
  const ahead = sourceAhead(source, request, true)
  await settled()
  expect(source.readings).toBe(1)
  const found = await ahead.resolve({ ...request })
  expect((await ahead.scan(found, true, nothing)).filesKnown).toBe(1)
  expect((await ahead.scan(found, true, nothing)).filesKnown).toBe(2)
})

it.each([
  ['without hashing', false, undefined],
  ['with an index', true, new Uint8Array(1)]
] as const)('is read anew %s', async (_, hash, index) => {
  const ahead = sourceAhead(new Numbered(), request, true)
  const found = await ahead.resolve(request)
  expect((await ahead.scan(found, hash, nothing, index && new Once(index))).filesKnown).toBe(2)
})

it('is not read while a part of it is missing', async () => {
  const source = new Numbered()
  source.missing = ['build']
  const ahead = sourceAhead(source, request, true)
  await settled()
  expect(source.readings).toBe(0)
  expect((await ahead.scan(await ahead.resolve(request), true, nothing)).filesKnown).toBe(1)
})

it('tells what went wrong to whoever asks', async () => {
  const source = new Numbered()
  source.failure = new Failure('source', 'it cannot be read')
  const ahead = sourceAhead(source, request, true)
  await settled()
  await expect(ahead.scan(await ahead.resolve(request), true, nothing)).rejects.toThrow('it cannot be read')
})
