// The lines of `path` on a real disk: what each becomes, and which are refused, before anything is listed.

import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { excludeMatcher, resolveSource } from '../../src/adapters/source-paths.ts'
import { type BytePath, pathFromText } from '../../src/core/byte-path.ts'
import type { ResolvedSource, SourceRequest } from '../../src/ports/source.ts'
import { scratchWith } from '../support/adapter-parts.ts'
import { requestFor } from '../support/source-request.ts'

let scratch = ''
beforeEach(() => {
  scratch = scratchWith()
})
afterEach(() => {
  rmSync(scratch, { recursive: true })
})

const lay = (...paths: readonly string[]): void => {
  for (const path of paths) {
    mkdirSync(join(scratch, dirname(path)), { recursive: true })
    writeFileSync(join(scratch, path), '')
  }
}

const resolved = (path: readonly string[], more: Partial<SourceRequest> = {}): ResolvedSource =>
  resolveSource(requestFor(scratch, { path, ...more }))

const itemsOf = (...path: readonly string[]): readonly string[] => resolved(path).items ?? ['(whole)']

describe('one directory', () => {
  it.each([
    ['relative', 'dist'],
    ['with a slash at its end', 'dist/'],
    ['with dots', './x/../dist/.'],
    ['with spaces at both ends', ' dist '],
    ['not ASCII', 'größe'],
    ['named like a pattern', 'a[b]*{c,d}'],
    ['named like an option', '--delete']
  ])('is taken whole: %s', (_, line) => {
    lay(`x/f`, `${line.replace('./x/../dist/.', 'dist').replace(/\/$/, '')}/file`)
    const place = pathFromText(join(scratch, line).replace(/\/$/, ''))
    expect(resolved([line])).toMatchObject({ root: place, places: [place], missing: [] })
    expect(resolved([line])).not.toHaveProperty('items')
  })

  it('may be absolute, and a symlink to one is entered', () => {
    lay('dist/file')
    symlinkSync('dist', join(scratch, 'link'))
    expect(resolved([join(scratch, 'dist')]).root).toBe(join(scratch, 'dist'))
    expect(resolved(['link']).root).toBe(join(scratch, 'dist'))
  })

  it('with `!` lines beside it is still whole', () => {
    lay('dist/file')
    expect(resolved(['!**/*.map', 'dist', '!dist/tmp'])).toMatchObject({ root: join(scratch, 'dist'), missing: [] })
  })
})

describe('several lines', () => {
  it('are kept relative to the root, each once, in order', () => {
    lay('b/one', 'a/two', 'c')
    expect(itemsOf('c', 'b', 'a', './b', 'b/../c', join(scratch, 'a'))).toEqual(['a', 'b', 'c'])
    expect(resolved(['a', 'c']).places).toEqual([join(scratch, 'a'), join(scratch, 'c')])
  })

  it('relative to another root', () => {
    lay('out/a/one', 'out/b')
    expect(resolved(['out/a', 'out/b'], { root: join(scratch, 'out') }).items).toEqual(['a', 'b'])
    expect(resolved(['out', 'out/b'], { root: join(scratch, 'out') }).items).toEqual(['.', 'b'])
  })

  it('take a file, a symlink as itself, and a dangling one', () => {
    lay('file', 'dir/f')
    symlinkSync('dir', join(scratch, 'link'))
    symlinkSync('nowhere', join(scratch, 'dangling'))
    expect(itemsOf('file')).toEqual(['file'])
    expect(itemsOf('link', 'dangling')).toEqual(['dangling', 'link'])
  })

  it('name what is missing', () => {
    lay('a')
    expect(resolved(['a', 'b', 'c/*.js', ' a', '!d'])).toMatchObject({ items: ['a'], missing: ['b', 'c/*.js', ' a'] })
  })

  it('keep their spaces', () => {
    lay(' lead', 'trail ', 'x')
    expect(itemsOf(' lead', 'trail ', 'x')).toEqual([' lead', 'trail ', 'x'])
  })
})

describe('globs', () => {
  it.each<[string, string, string[]]>([
    ['a star, dot files too', 'dist/*', ['dist/.hidden', 'dist/a.js', 'dist/sub']],
    ['two stars', 'dist/**/*.js', ['dist/a.js', 'dist/sub/.dot/c.js', 'dist/sub/b.js']],
    ['braces', 'dist/{a,x}.js', ['dist/a.js']],
    ['a set', 'dist/[ab].js', ['dist/a.js']],
    ['directories', 'dist/s*/', ['dist/sub']],
    ['a question mark', 'dist/?.js', ['dist/a.js']]
  ])('%s', (_, line, expected) => {
    lay('dist/a.js', 'dist/.hidden', 'dist/sub/b.js', 'dist/sub/.dot/c.js', 'other.js')
    expect(itemsOf(line)).toEqual(expected)
  })

  it('are tried only when nothing has that very name', () => {
    lay('[id].js', 'i.js', 'd.js')
    expect(itemsOf('[id].js')).toEqual(['[id].js'])
    rmSync(join(scratch, '[id].js'))
    expect(itemsOf('[id].js')).toEqual(['d.js', 'i.js'])
  })

  it('do not go through symlinks', () => {
    lay('real/file.js')
    symlinkSync('real', join(scratch, 'link'))
    expect(itemsOf('**/*.js')).toEqual(['real/file.js'])
  })

  it('refuse a match whose name is not UTF-8, which would come out as another name', () => {
    mkdirSync(join(scratch, 'dist'))
    writeFileSync(Buffer.concat([Buffer.from(`${scratch}/dist/`), Buffer.from([0xff])]), '')
    expect(() => resolved(['dist/*'])).toThrow('matches a name that is not UTF-8')
    expect(itemsOf('dist')).toEqual(['(whole)'])
  })
})

describe('what is refused', () => {
  it.each([['/'], ['/.'], ['//'], ['../../../../../../../../../..']])('the root of the system: %s', line => {
    expect(() => resolved([line])).toThrow(/is the root of the whole system/)
    expect(() => resolved([line, 'x'], { root: '/' })).toThrow(/is the root of the whole system/)
  })

  it('a symlink to it', () => {
    symlinkSync('/', join(scratch, 'link'))
    expect(() => resolved(['link'])).toThrow(/is the root of the whole system/)
  })

  it.each([['../sibling'], ['/etc/hostname']])('a path outside of the root: %s', line => {
    lay('in/x', 'sibling')
    expect(() => resolveSource(requestFor(join(scratch, 'in'), { path: ['x', line] }))).toThrow(/lies outside the root/)
  })

  it('a path behind a symlink, with the path to give instead', () => {
    lay('real/sub/file')
    symlinkSync('real', join(scratch, 'link'))
    expect(() => resolved(['link/sub', 'real'])).toThrow(`give the path with symlinks resolved ("${scratch}/real")`)
    expect(() => resolved(['link/sub/file'])).toThrow(/lies behind a symlink/)
  })

  it('a root that is no directory', () => {
    lay('file', 'x')
    expect(() => resolved(['x', 'file'], { root: join(scratch, 'file') })).toThrow(
      /The root ".*file" is not a directory/
    )
  })

  it('a directory below one whose name is not UTF-8', () => {
    const odd = Buffer.concat([Buffer.from(`${scratch}/`), Buffer.from([0xff])])
    mkdirSync(odd)
    symlinkSync(odd, join(scratch, 'link'))
    expect(() => resolved(['link'])).toThrow(/name is not UTF-8/)
  })
})

describe('a root that is itself behind a symlink', () => {
  it('keeps what lies in it', () => {
    lay('real/a', 'real/b')
    symlinkSync('real', join(scratch, 'work'))
    const source = resolveSource(requestFor(join(scratch, 'work'), { path: ['a', 'b'] }))
    expect(source).toMatchObject({ root: join(scratch, 'real'), items: ['a', 'b'] })
  })
})

describe('`!` lines', () => {
  const excludes = (lines: readonly string[], path: string): boolean => {
    const matcher = excludeMatcher(resolved(['.', ...lines]))
    return matcher?.(pathFromText(path)) ?? false
  }

  it.each<[string, string, string, boolean]>([
    ['a file', '!dist/a.js', 'dist/a.js', true],
    ['another file', '!dist/a.js', 'a.js', false],
    ['a pattern anywhere', '!**/*.map', 'x/y/z.map', true],
    ['a pattern anywhere, at the top', '!**/*.map', 'z.map', true],
    ['a pattern anywhere, in a dot directory', '!**/*.map', '.x/.y.map', true],
    ['a directory', '!dist/tmp', 'dist/tmp', true],
    ['a directory with a slash', '!dist/tmp/', 'dist/tmp', true],
    ['a name, which means that of the workspace alone', '!tmp', 'dist/tmp', false],
    ['one star does not cross a slash', '!dist/*.js', 'dist/sub/a.js', false]
  ])('%s', (_, line, path, expected) => {
    lay('dist/a.js')
    expect(excludes([line], path)).toBe(expected)
  })

  it('are understood in a workspace whose own name is a pattern', () => {
    lay('w (1) [x] {a,b}*/dist/a.map')
    const workspace = join(scratch, 'w (1) [x] {a,b}*')
    const source = resolveSource(requestFor(workspace, { path: ['dist', '!dist/*.map'] }))
    expect(excludeMatcher(source)?.('a.map' as BytePath)).toBe(true)
  })

  it('may be absolute', () => {
    lay('dist/a.js')
    expect(excludes([`!${scratch}/dist/*.js`], 'dist/a.js')).toBe(true)
  })
})
