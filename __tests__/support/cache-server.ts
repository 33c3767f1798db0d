// A cache service on loopback that speaks GitHub's protocol (v2: Twirp calls, blocks as Azure takes them), and what it was asked.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface CacheEntry {
  readonly key: string
  readonly version: string
  readonly id: number
  /** Counts up: the newest has the highest; absent until it was uploaded. */
  finishedAt?: number
}

/** What it does instead of its work. */
export type Mood = 'well' | 'read-only' | 'failing' | 'failing-uploads' | 'slow-uploads' | 'silent'

export interface CacheServer {
  readonly entries: CacheEntry[]
  /** What was uploaded, by the id of its entry. */
  readonly blobs: Map<number, Buffer>
  /** Names of calls, `upload` and `block` among them. */
  readonly calls: string[]
  mood: Mood
  /** What a runner tells a step of it. */
  readonly env: Readonly<Record<string, string>>
  /** Keys of what is there, the newest last. */
  keys(): string[]
  evict(key: string): void
  /** What was uploaded as this entry, in its directory; what `change` makes of that is there from then on. */
  tamper(key: string, change: (directory: string) => void): void
  close(): Promise<void>
}

interface Call {
  readonly key: string
  readonly version: string
  readonly restore_keys?: readonly string[]
}

type Handler = (call: Call) => readonly [status: number, answer: object] | Promise<readonly [number, object]>

const service = '/twirp/github.actions.results.api.v1.CacheService/'
const never = new Promise<never>(() => undefined)

export async function startCacheServer(): Promise<CacheServer> {
  const entries: CacheEntry[] = []
  const blobs = new Map<number, Buffer>()
  const calls: string[] = []
  const blocks = new Map<string, Buffer>()
  let clock = 0
  let ids = 0
  const finished = (): CacheEntry[] =>
    entries
      .filter(({ finishedAt }) => finishedAt !== undefined)
      .sort((one, other) => (one.finishedAt ?? 0) - (other.finishedAt ?? 0))

  const handlers: Readonly<Record<string, Handler>> = {
    CreateCacheEntry: ({ key, version }) => {
      if (self.mood === 'read-only') return [200, { ok: false, message: 'cache write denied: token is read-only' }]
      if (entries.some(entry => entry.key === key && entry.version === version))
        return [200, { ok: false, message: 'already exists' }]
      const id = ++ids
      entries.push({ key, version, id })
      return [200, { ok: true, signed_upload_url: blobUrl(id) }]
    },
    FinalizeCacheEntryUpload: ({ key, version }) => {
      const entry = entries.find(one => one.key === key && one.version === version)
      if (entry === undefined) return [404, { code: 'not_found', msg: 'no such entry' }]
      entry.finishedAt = ++clock
      return [200, { ok: true, entry_id: String(entry.id) }]
    },
    // Also the key itself is taken for the beginning of one, as GitHub does.
    GetCacheEntryDownloadURL: ({ key, version, restore_keys: starts = [] }) => {
      const live = finished()
        .filter(entry => entry.version === version)
        .reverse()
      let hit = live.find(entry => entry.key === key)
      for (const start of [key, ...starts]) hit ??= live.find(entry => entry.key.startsWith(start))
      return [
        200,
        hit === undefined ? { ok: false } : { ok: true, signed_download_url: blobUrl(hit.id), matched_key: hit.key }
      ]
    }
  }

  const server = createServer((request, response) => {
    void answer(request, response)
  })
  const blobUrl = (id: number): string => `${urlOf(server)}/account/container/${id}?sig=secret`

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (self.mood === 'slow-uploads' && request.method === 'PUT') await slowly()
    const body = await read(request)
    const url = new URL(request.url ?? '', 'http://loopback')
    if (self.mood === 'silent') await never
    if (url.pathname.startsWith(service)) {
      const name = url.pathname.slice(service.length)
      calls.push(name)
      const [status, said] = await called(name, request, body)
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said))
      return
    }
    const id = Number(/^\/account\/container\/(\d+)$/.exec(url.pathname)?.[1] ?? Number.NaN)
    if (request.method === 'PUT') upload(id, url, body, response)
    else download(id, request, response)
  }

  async function called(name: string, request: IncomingMessage, body: Buffer): Promise<readonly [number, object]> {
    if (self.mood === 'failing') return [500, { code: 'internal', msg: 'the service is down' }]
    if (!/^Bearer ./.test(request.headers.authorization ?? ''))
      return [401, { code: 'unauthenticated', msg: 'no token' }]
    const handler = handlers[name]
    if (handler === undefined) return [404, { code: 'bad_route', msg: name }]
    return await handler(JSON.parse(body.toString('utf8')) as Call)
  }

  function upload(id: number, url: URL, body: Buffer, response: ServerResponse): void {
    const what = url.searchParams.get('comp')
    calls.push(what === 'block' ? 'block' : 'upload')
    if (self.mood === 'failing-uploads') {
      response.writeHead(403).end()
      return
    }
    if (what === 'block') blocks.set(`${id} ${url.searchParams.get('blockid') ?? ''}`, body)
    else if (what === 'blocklist') {
      const ids = [...body.toString('utf8').matchAll(/<Latest>([^<]+)<\/Latest>/g)].map(([, block]) => block ?? '')
      blobs.set(id, Buffer.concat(ids.map(block => blocks.get(`${id} ${block}`) ?? Buffer.alloc(0))))
    } else blobs.set(id, body)
    response.writeHead(201, { 'x-ms-request-id': '1', etag: '"1"' }).end()
  }

  function download(id: number, request: IncomingMessage, response: ServerResponse): void {
    calls.push('download')
    const blob = blobs.get(id)
    if (blob === undefined) response.writeHead(404).end()
    else response.writeHead(200, { 'content-length': blob.length }).end(request.method === 'HEAD' ? undefined : blob)
  }

  const self: CacheServer = {
    entries,
    blobs,
    calls,
    mood: 'well',
    get env() {
      return {
        ACTIONS_RESULTS_URL: `${urlOf(server)}/`,
        ACTIONS_RUNTIME_TOKEN: 'a-token',
        ACTIONS_CACHE_SERVICE_V2: 'True'
      }
    },
    keys: () => finished().map(({ key }) => key),
    evict: key => {
      const at = entries.findIndex(entry => entry.key === key)
      if (at < 0) throw new Error(`there is no entry ${key}`)
      entries.splice(at, 1)
    },
    tamper: (key, change) => {
      const id = entries.find(entry => entry.key === key)?.id ?? 0
      const directory = mkdtempSync(join(tmpdir(), 'snapshot-entry-'))
      try {
        execFileSync('tar', ['-xzf', '-', '-C', directory], { input: blobs.get(id) })
        change(directory)
        const names = readdirSync(directory)
        blobs.set(id, execFileSync('tar', ['-czPf', '-', '-C', directory, '--', ...names], { maxBuffer: 2 ** 30 }))
      } finally {
        rmSync(directory, { recursive: true })
      }
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      })
  }
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return self
}

const urlOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

/** Takes nothing for longer than the log waits before it tells how far a phase is; what the sockets hold is on its way. */
const slowly = (): Promise<void> =>
  new Promise(resolve => {
    setTimeout(resolve, 13_000)
  })

async function read(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}
