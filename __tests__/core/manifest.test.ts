// Manifests as documents: what is written, that it comes back as it was, and that nothing altered is ever taken for it.

import { createHash } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Entry } from '../../src/core/entry.ts'
import { ManifestDamage } from '../../src/core/manifest/damage.ts'
import { plainEntries } from '../support/plain-entries.ts'
import { ManifestReader, decodeManifest } from '../../src/core/manifest/manifest-reader.ts'
import { encodeManifest } from '../../src/core/manifest/manifest.ts'
import { manifestDigest } from '../../src/core/manifest/tree-digest.ts'
import { anyTree, dir, file, header, link, sha } from './manifest-examples.ts'

const encode = (entries: readonly Entry[]): string => [...encodeManifest(header, entries)].join('')

/** A document with these lines after the header, and an end that fits them. */
const document = (...lines: string[]): string => {
  const text = ['#mtree', '# snapshot x of y', ...lines, ''].join('\n')
  const count = lines.filter(line => line.startsWith('.')).length
  return `${text}# end ${count} entries sha256:${createHash('sha256').update(text, 'latin1').digest('hex')}\n`
}

const top = '. type=dir mode=0755 time=0.000000000'
const aFile = `type=file mode=0644 size=3 time=0.000000000 sha256=${sha('a')}`

describe('encodeManifest', () => {
  it('writes full paths, mtree keywords, and what the source had in tags', () => {
    const text = encode([
      dir('.', { mode: 0o755, sourceMode: 0o555, mtimeNs: 5n, storedMtimeNs: 5n }),
      file('a/b c', { storedMtimeNs: 1_700_000_000_000_000_005n, mtimeNs: -1n, size: 12, owner: { uid: 0, gid: 7 } }),
      dir('a', { sourceMode: 0o700, mtimeNs: 1n }),
      link('l', '../x y', { storedMtimeNs: 5n, mtimeNs: 5n })
    ])
    expect(text.split('\n').slice(0, -2)).toEqual([
      '#mtree',
      '# snapshot 2026-11-20T08-49-01Z of owner/repo/job/main',
      '. type=dir mode=0755 time=0.000000005 tags=mode:0555',
      './a type=dir mode=0755 time=0.000000000 tags=mtime:0.000000001,mode:0700',
      `./a/b\\040c type=file mode=0644 uid=0 gid=7 size=12 time=1700000000.000000005 sha256=${sha('a')} tags=mtime:-1.999999999`,
      './l type=link mode=0777 time=0.000000005 link=../x\\040y'
    ])
    expect(text).toMatch(/\n# end 4 entries sha256:[0-9a-f]{64}\n$/)
  })

  it('escapes the series in the header', () => {
    const pieces = [...encodeManifest({ id: 'x', series: 'owner/repo é' }, [dir('.')])]
    expect(pieces.join('')).toContain('# snapshot x of owner/repo\\040\\303\\251\n')
    expect(decodeManifest(pieces)).toMatchObject({ id: 'x', series: 'owner/repo é' })
  })

  it('comes in pieces when it is long', () => {
    const entries = [dir('.'), ...Array.from({ length: 3000 }, (_, index) => file(`file-${index}`))]
    const pieces = [...encodeManifest(header, entries)]
    expect(pieces.length).toBeGreaterThan(4)
    expect(decodeManifest(pieces).entries).toHaveLength(3001)
    expect(manifestDigest(entries)).toBe(manifestDigest(decodeManifest(pieces).entries))
  })

  it.each<[string, Entry[], string]>([
    ['nothing', [], 'at least the top directory'],
    ['no top', [file('a')], 'is not the top directory'],
    ['a file as the top', [file('.')], 'is not the top directory'],
    ['a path twice', [dir('.'), file('a'), dir('a')], 'the same path'],
    ['a path whose directory is missing', [dir('.'), file('a/b')], 'not a directory'],
    ['a path below a file', [dir('.'), file('a'), file('a/b')], 'not a directory'],
    ['a file without content', [dir('.'), { ...link('a', 'b'), type: 'file' }], 'without its sha256'],
    ['a path that leads out', [dir('.'), file('../a')], '".." part'],
    ['a negative size', [dir('.'), file('a', { size: -1 })], 'has a size'],
    ['half a byte', [dir('.'), file('a', { size: 0.5 })], 'has a size'],
    ['a source mode of a symlink', [dir('.'), link('a', 'b', { sourceMode: 0o600 })], 'source mode'],
    ['a source mode that is none', [dir('.', { sourceMode: 0o10000 })], 'source mode'],
    ['an owner that is nobody', [dir('.', { owner: { uid: 0xffff_ffff, gid: 0 } })], 'owner or group'],
    ['a time no kernel has', [dir('.', { mtimeNs: 2n ** 94n })], 'mtime that is out of range'],
    ['a stored time no kernel has', [dir('.', { storedMtimeNs: -(2n ** 94n) })], 'stored mtime that is out of range']
  ])('refuses %s', (_, entries, problem) => {
    expect(() => encode(entries)).toThrow(problem)
  })

  it('refuses a header without names', () => {
    expect(() => [...encodeManifest({ id: '', series: 'y' }, [dir('.')])]).toThrow(TypeError)
  })
})

describe('decodeManifest', () => {
  it('gives any tree back as it was, the top first and then in byte order', () => {
    fc.assert(
      fc.property(anyTree, tree => {
        const read = decodeManifest(encodeManifest(header, tree))
        expect({ ...read, entries: plainEntries(read.entries) }).toEqual({ ...header, entries: tree })
      })
    )
  })

  it('does not mind where the text was cut into pieces', () => {
    fc.assert(
      fc.property(anyTree, fc.array(fc.nat(), { maxLength: 20 }), (tree, cuts) => {
        const text = encode(tree)
        const places = [0, ...cuts.map(cut => cut % text.length).sort((a, b) => a - b), text.length]
        const pieces = places.slice(1).map((end, index) => text.slice(places[index], end))
        expect(plainEntries(decodeManifest([...pieces, '']).entries)).toEqual(tree)
      })
    )
  })

  it('takes no altered text for a manifest', () => {
    const change = fc.record({
      at: fc.nat(),
      drop: fc.integer({ min: 0, max: 40 }),
      put: fc.oneof(fc.string({ unit: 'binary', maxLength: 5 }), fc.constantFrom('\n', ' ', '0', '#', '\\', './', '= '))
    })
    fc.assert(
      fc.property(anyTree, change, (tree, { at, drop, put }) => {
        const text = encode(tree)
        const place = at % text.length
        const altered = text.slice(0, place) + put + text.slice(place + drop)
        if (altered === text) expect(plainEntries(decodeManifest([altered]).entries)).toEqual(tree)
        else expect(() => decodeManifest([altered])).toThrow(ManifestDamage)
      }),
      { numRuns: 1000 }
    )
  })

  it('takes no part of a manifest for a whole one', () => {
    const text = encode([dir('.'), file('a'), link('l', 'a')])
    for (let length = 0; length < text.length; length++)
      expect(() => decodeManifest([text.slice(0, length)])).toThrow(ManifestDamage)
  })

  it('passes over keywords, tags and comments of later versions', () => {
    const line = `./a ${aFile} nlink=2 optional flags=none  tags=colour:red,mtime:1.000000000,plain`
    const { entries } = decodeManifest([document(top, '# a later thought', line)])
    expect(plainEntries(entries)[1]).toEqual(file('a', { mtimeNs: 1_000_000_000n }))
  })

  it.each<[string, string, number, string]>([
    ['no first line', document(top).slice(1), 1, 'is not "#mtree"'],
    ['another second line', document(top).replace('# snapshot', '# picture'), 2, 'is not "# snapshot'],
    ['a series that cannot be decoded', document(top).replace('of y', 'of \\y'), 2, 'is not "# snapshot'],
    ['no entries', document(), 3, 'does not even hold the top'],
    ['a command', document(top, '/set type=file'), 4, 'is a command'],
    ['an indented name', document(top, '  a type=file'), 4, 'neither an entry nor a comment'],
    ['an empty line', document(top, ''), 4, 'neither an entry nor a comment'],
    ['no top', document(`./a ${aFile}`), 3, 'is not the top directory'],
    ['a name that cannot be decoded', document(top, `./\\q ${aFile}`), 4, 'name that cannot be decoded'],
    ['a relative name', document(top, `.a ${aFile}`), 4, 'does not start with "./"'],
    ['an empty name', document(top, `./ ${aFile}`), 4, 'empty, "." or ".." part'],
    ['an absolute name', document(top, `.//etc/passwd ${aFile}`), 4, 'absolute path'],
    ['a way out', document(top, `./../a ${aFile}`), 4, '".." part'],
    ['an escaped way out', document(top, `./\\056\\056/a ${aFile}`), 4, '".." part'],
    ['a dot in the middle', document(top, `./a/./b ${aFile}`), 4, '"." or ".." part'],
    ['a NUL byte', document(top, `./a\\000 ${aFile}`), 4, 'NUL byte'],
    ['a path twice', document(top, `./a ${aFile}`, `./a ${aFile}`), 5, 'same path'],
    ['the wrong order', document(top, `./b ${aFile}`, `./a ${aFile}`), 5, 'out of order'],
    ['a pattern before a plain name', document(top, `./\\052 ${aFile}`, `./a ${aFile}`), 5, 'out of order'],
    [
      'a file behind a symlink',
      document(top, './a type=link mode=0777 time=0.000000000 link=/etc', `./a/passwd ${aFile}`),
      5,
      'lies in what is not a directory'
    ],
    ['a name alone', document('.'), 3, 'has no type'],
    ['no type', document('. mode=0755 time=0.000000000'), 3, 'has no type'],
    ['an unknown type', document('. type=fifo mode=0755 time=0.000000000'), 3, 'type that cannot be read'],
    ['no mode', document('. type=dir time=0.000000000'), 3, 'has no mode'],
    ['a mode in decimal', document('. type=dir mode=0789 time=0.000000000'), 3, 'mode that cannot be read'],
    ['a mode with too many bits', document('. type=dir mode=10000 time=0.000000000'), 3, 'not 0 to 07777'],
    ['no time', document('. type=dir mode=0755'), 3, 'has no time'],
    ['a time of 8 digits', document('. type=dir mode=0755 time=0.00000000'), 3, 'time that cannot be read'],
    ['minus zero', document('. type=dir mode=0755 time=-0.500000000'), 3, 'time that cannot be read'],
    ['a far time', document('. type=dir mode=0755 time=9999999999999999999.000000000'), 3, 'out of range'],
    ['a keyword twice', document('. type=dir mode=0755 mode=0755 time=0.000000000'), 3, 'says mode twice'],
    ['a tag twice', document(`${top} tags=mtime:1.000000000,mtime:1.000000000`), 3, 'says mtime tag twice'],
    ['a mode tag that is none', document(`${top} tags=mode:rwx`), 3, 'mode tag that cannot be read'],
    ['an mtime tag that is none', document(`${top} tags=mtime:now`), 3, 'mtime tag that cannot be read'],
    ['an owner without a group', document(`${top} uid=0`), 3, 'only one of uid and gid'],
    ['a group without an owner', document(`${top} gid=0`), 3, 'only one of uid and gid'],
    ['an owner by name', document(`${top} uid=root gid=0`), 3, 'uid that cannot be read'],
    ['a huge owner', document(`${top} uid=4294967295 gid=0`), 3, 'owner or group'],
    ['a group by name', document(`${top} uid=0 gid=wheel`), 3, 'gid that cannot be read'],
    ['a file without size', document(top, `./a ${aFile.replace(' size=3', '')}`), 4, 'has no size'],
    ['a size beyond exact numbers', document(top, `./a ${aFile.replace('=3', '=9999999999999999')}`), 4, 'up to 2^53'],
    ['a negative size', document(top, `./a ${aFile.replace('=3', '=-3')}`), 4, 'size that cannot be read'],
    [
      'a file without content',
      document(top, './a type=file mode=0644 size=3 time=0.000000000'),
      4,
      'without its sha256'
    ],
    ['a short hash', document(top, `./a ${aFile.slice(0, -1)}`), 4, '64 hexadecimal digits'],
    ['a hash in capitals', document(top, `./a ${aFile.replace(sha('a'), sha('A'))}`), 4, '64 hexadecimal digits'],
    ['a directory with content', document(`${top} sha256=${sha('a')}`), 3, 'which only a file may have'],
    ['a directory with a size', document(`${top} size=1`), 3, 'which only a file may have'],
    ['a file with a target', document(top, `./a ${aFile} link=b`), 4, 'which only a symlink may have'],
    ['a symlink without target', document(top, './a type=link mode=0777 time=0.000000000'), 4, 'without its target'],
    ['a symlink to nothing', document(top, './a type=link mode=0777 time=0.000000000 link='), 4, 'no symlink can have'],
    [
      'a NUL in a target',
      document(top, './a type=link mode=0777 time=0.000000000 link=\\000'),
      4,
      'no symlink can have'
    ],
    [
      'a target that cannot be decoded',
      document(top, './a type=link mode=0777 link=\\q'),
      4,
      'link that cannot be read'
    ],
    ['an end that cannot be read', `${document(top).slice(0, -2)}\n`, 4, 'is not "# end'],
    ['another count', document(top).replace('end 1', 'end 2'), 4, 'promises 2 entries, but there are 1'],
    ['a lost comment', document(top, '# comment').replace('# comment\n', ''), 4, 'digest'],
    ['text after the end', `${document(top)}\n`, 5, 'comes after'],
    ['an end cut off', document(top).slice(0, -1), 4, 'was cut off'],
    ['nothing at all', '', 1, 'was cut off'],
    ['a line without end', `#mtree\n${'x'.repeat(1_100_000)}`, 2, 'longer than']
  ])('finds %s', (_, text, line, problem) => {
    let thrown: unknown
    try {
      decodeManifest([text])
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(ManifestDamage)
    expect(thrown).toMatchObject({ line, message: expect.stringContaining(problem) })
  })

  it('finds text that comes in a piece after the end', () => {
    const reader = new ManifestReader()
    reader.push(document(top))
    expect(() => {
      reader.push(document(top))
    }).toThrow('comes after')
  })

  it('shows hostile names without obeying them', () => {
    const text = document(top, `./\\033[31m\\012::error::x ${aFile}`, `./\\033[31m\\012::error::x ${aFile}`)
    expect(() => decodeManifest([text])).toThrow(/^[ -~]*$/)
  })
})
