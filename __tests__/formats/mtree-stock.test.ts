// Our manifests before programs that know nothing of us: NetBSD's mtree checks a real tree by them, libarchive reads them.

import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type BytePath, joinPath, pathFromText } from '../../src/core/byte-path.ts'
import { plainEntries } from '../support/plain-entries.ts'
import type { Entry } from '../../src/core/entry.ts'
import { encodeManifest } from '../../src/core/manifest/manifest.ts'
import { decodeManifest } from '../../src/core/manifest/manifest-reader.ts'
import { unescapeBytes } from '../../src/core/manifest/mtree-text.ts'
import { entriesOf, makeNastyTree, touch } from './real-tree.ts'

/** A test that needs this program; where it is missing, says so and counts as skipped. */
function needs(tool: string, of: string): typeof it.skip {
  if (spawnSync(tool, ['--version']).error === undefined) return it
  process.stderr.write(`SKIPPED: tests with ${tool}, which is not installed (Debian's ${of})\n`)
  return it.skip
}

const itWithMtree = needs('mtree', 'mtree-netbsd')
const itWithBsdtar = needs('bsdtar', 'libarchive-tools')

let scratch = ''
let root = '' as BytePath

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'mtree-stock-'))
  root = pathFromText(join(scratch, 'tree'))
})

afterEach(() => {
  rmSync(scratch, { recursive: true })
})

const header = { id: '2026-11-20T08-49-01Z', series: 'owner/repo/job/feature#1 é' }

const manifestOf = (entries: readonly Entry[]): string => [...encodeManifest(header, entries)].join('')

function run(tool: string, args: readonly string[], input: string): { status: number | null; output: string } {
  const { status, stdout, stderr, error } = spawnSync(tool, args, { input: Buffer.from(input, 'latin1'), cwd: scratch })
  if (error !== undefined) throw error
  return { status, output: `${stdout.toString('latin1')}${stderr.toString('latin1')}` }
}

const check = (manifest: string): { status: number | null; output: string } => run('mtree', ['-p', root], manifest)

const unchanged = { status: 0, output: '' }

/** A tree whose source had other times, and a top that the source did not let anyone write to. */
const asStored = (entries: readonly Entry[]): Entry[] =>
  entries.map(entry => ({
    ...entry,
    mtimeNs: entry.mtimeNs + 86_400_000_000_005n,
    ...(entry.path === '.' && { sourceMode: 0o555 })
  }))

describe('mtree -p', () => {
  itWithMtree('finds nothing to say about a tree of nasty names, times and modes', () => {
    makeNastyTree(root)
    const entries = entriesOf(root)
    expect(check(manifestOf(entries))).toEqual(unchanged)
    expect(check(manifestOf(asStored(entries)))).toEqual(unchanged)
  })

  itWithMtree.each<[string, (path: BytePath) => void, string]>([
    [
      'a byte that was flipped, size and mtime kept',
      path => {
        writeFileSync(path, 'contend')
        touch(path, '1700000000.000000005')
      },
      'd/file:\\s+sha256'
    ],
    [
      'an mtime that differs by a microsecond, all the precision that mtree compares with',
      path => {
        touch(path, '1700000000.000001005')
      },
      'd/file:\\s+modification time'
    ],
    [
      'a mode',
      path => {
        chmodSync(path, 0o640)
      },
      'd/file:\\s+permissions \\(0644, 0640\\)'
    ],
    [
      'a file too many',
      path => {
        writeFileSync(`${path}-added`, '')
      },
      'extra: d/file-added'
    ],
    [
      'a file that is gone',
      path => {
        rmSync(path)
      },
      'missing: \\./d/file'
    ],
    [
      'a directory where a file was',
      path => {
        rmSync(path)
        mkdirSync(path)
      },
      'd/file:\\s+type'
    ]
  ])('notices %s', (_, damage, complaint) => {
    const path = joinPath(root, 'd/file' as BytePath)
    mkdirSync(joinPath(root, 'd' as BytePath), { recursive: true })
    writeFileSync(path, 'content')
    chmodSync(path, 0o644)
    touch(path, '1700000000.000000005')
    const manifest = manifestOf(asStored(entriesOf(root)))
    expect(check(manifest)).toEqual(unchanged)
    damage(path)
    expect(check(manifest).output).toMatch(new RegExp(complaint))
  })
})

describe('bsdtar', () => {
  itWithBsdtar('lists every entry of a manifest under its name', () => {
    makeNastyTree(root)
    const entries = entriesOf(root)
    writeFileSync(join(scratch, 'manifest'), manifestOf(asStored(entries)))
    expect(run('bsdtar', ['-tf', 'manifest'], '').output.trimEnd().split('\n')).toHaveLength(entries.length)
    // bsdtar shortens names it cannot print; written as mtree again it says exactly what it read
    const again = run('bsdtar', ['--format=mtree', '--options=!all,type', '-cf', '-', '@manifest'], '')
    expect(namesIn(again.output)).toEqual(new Set(entries.map(entry => entry.path)))
  })
})

describe('names that other programs wrote', () => {
  /** Every byte that a name can have, before a digit and before a letter, where escapes could run on. */
  const names = Array.from({ length: 255 }, (_, index) => String.fromCharCode(index + 1))
    .filter(byte => byte !== '/')
    .flatMap(byte => [`q${byte}0`, `q${byte}z`])

  beforeEach(() => {
    mkdirSync(root)
    for (const name of names) writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from(name, 'latin1')]), '')
  })

  itWithMtree('are understood when mtree -c wrote them', () => {
    const { output } = run('mtree', ['-c', '-k', 'type', '-p', root], '')
    const words = output.split('\n').map(line => line.trim().split(' ')[0] ?? '')
    expect(new Set(words.filter(word => word.startsWith('q')).map(unescapeBytes))).toEqual(new Set(names))
  })

  itWithBsdtar('are understood when bsdtar wrote them', () => {
    const { output } = run('bsdtar', ['--format=mtree', '--options=!all,type', '-cf', '-', '-C', root, '.'], '')
    expect(namesIn(output)).toEqual(new Set(['.', ...names]))
  })
})

it('reads its own manifest of a real tree back', () => {
  makeNastyTree(root)
  const entries = asStored(entriesOf(root))
  const byPath = (list: Iterable<Entry>): Map<BytePath, Entry> =>
    new Map(plainEntries(list).map(entry => [entry.path, entry]))
  const read = decodeManifest([manifestOf(entries)])
  expect(read).toMatchObject(header)
  expect(byPath(read.entries)).toEqual(byPath(entries))
})

const namesIn = (mtree: string): Set<string | undefined> =>
  new Set(
    mtree
      .split('\n')
      .filter(line => line.startsWith('.'))
      .map(line => unescapeBytes(line.split(' ')[0] ?? '')?.replace(/^\.\//, ''))
  )
