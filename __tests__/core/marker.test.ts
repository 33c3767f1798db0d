// The marker of a volume: what is accepted as one, and the command that makes one by hand.

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { MarkerDamage, decodeMarker, encodeMarker, markByHand, markerName } from '../../src/core/marker.ts'

describe('decodeMarker', () => {
  it('gives back what was encoded', () => {
    const marker = { format: 1, created: '2026-11-20T08:49:01.000Z', program: '1.2.3' } as const
    expect(encodeMarker(marker)).toBe('{"format":1,"created":"2026-11-20T08:49:01.000Z","program":"1.2.3"}\n')
    expect(decodeMarker(encodeMarker(marker))).toEqual(marker)
  })

  it.each([
    ['one made by hand', '{"format":1}\n'],
    ['one with fields of a later version', ' { "format" : 1, "owner": "ops" } ']
  ])('takes %s', (_, text) => {
    expect(decodeMarker(text)).toEqual({ format: 1 })
  })

  it.each([
    ['an empty file', '', 'it is no JSON'],
    ['a missing format', '{}', 'format is missing'],
    ['an older format', '{"format":0}', 'format is 0; expected 1'],
    ['a newer format', '{"format":2}', 'it has format 2, written by a newer version'],
    ['a moment that is none', '{"format":1,"created":"today"}', 'created is "today"; expected a UTC moment'],
    ['a program without a name', '{"format":1,"program":""}', 'program is ""; expected a text that is not empty'],
    ['a huge file', ' '.repeat(70_000), 'it has 70000 bytes, more than the 65536 it can have']
  ])('refuses %s', (_, text, problem) => {
    expect(() => decodeMarker(text)).toThrow(MarkerDamage)
    expect(() => decodeMarker(text)).toThrow(`the marker .snapshot-volume.json is damaged: ${problem}`)
  })
})

describe('encodeMarker', () => {
  it('refuses to write what could not be read again', () => {
    expect(() => encodeMarker({ format: 1, created: 'now' })).toThrow(MarkerDamage)
  })
})

describe('markByHand', () => {
  it('reads like a command from a manual', () => {
    expect(markByHand('/mnt/backup')).toBe(`printf '{"format":1}\\n' > '/mnt/backup/.snapshot-volume.json'`)
    expect(markByHand('ssh://ops@nas:2222/srv/s')).toBe(
      `ssh -p 2222 -- ops@nas 'printf '\\''{"format":1}\\n'\\'' > '\\''/srv/s/.snapshot-volume.json'\\'''`
    )
    expect(markByHand('nas:/srv/s')).toMatch(/^ssh -- nas 'printf /)
    expect(markByHand('/')).toMatch(/ > '\/\.snapshot-volume\.json'$/)
  })

  it.each(['plain', "it's", "'; touch broken; '", '$(touch broken)', '`x`', 'new\nline', '-dash', 'back\\slash', '!x'])(
    'marks a volume called %j in a real shell, and does nothing else',
    name => {
      const scratch = mkdtempSync(join(tmpdir(), 'marker-'))
      try {
        const volume = join(scratch, name)
        mkdirSync(volume, { recursive: true })
        execFileSync('sh', ['-c', markByHand(volume)], { cwd: volume })
        expect(decodeMarker(readFileSync(join(volume, markerName), 'utf8'))).toEqual({ format: 1 })
        expect(execFileSync('find', [scratch, '-type', 'f'], { encoding: 'utf8' }).trim()).toBe(
          join(volume, markerName)
        )
      } finally {
        rmSync(scratch, { recursive: true })
      }
    }
  )
})
