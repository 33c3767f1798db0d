// How much a verification is to read: all of it, a share, one part of several, or up to a number of bytes.

import type { Subset } from '../core/verify-sample.ts'
import { parseShare, parseSizeBytes } from './amounts.ts'
import { parsed, type Parser, wrong } from './fields.ts'

/** `auto`: the part whose turn it is today. */
export type SubsetInput = Subset | { readonly by: 'turn'; readonly of: number }

/** With so many, each is a few files of a small series, and all of them take years of nights. */
const mostParts = 1000

export const parseSubset: Parser<SubsetInput> = text => {
  const allowed = 'write a share (5%), one part of several (2/7), the part whose turn it is (auto/7), or a size (500M)'
  const [, part = '', of = ''] = /^(auto|\d{1,9})\/(\d{1,9})$/.exec(text) ?? []
  if (of !== '') return parsePart(part, Number(of))
  if (text.endsWith('%')) {
    const share = parseShare(text)
    if (!share.ok) return wrong(`${share.why}; or ${allowed.slice('write '.length)}`)
    if (share.value === 0) return wrong('would read nothing: write more than 0%')
    return parsed(share.value === 1 ? { by: 'all' } : { by: 'share', share: share.value })
  }
  const size = parseSizeBytes(text)
  if (!size.ok) return wrong(/^\d/.test(text) ? `${size.why}; or ${allowed}` : `is not a part of anything: ${allowed}`)
  return size.value === 0 ? wrong('would read nothing: write more than 0') : parsed({ by: 'bytes', bytes: size.value })
}

function parsePart(part: string, of: number): ReturnType<typeof parseSubset> {
  if (of < 1 || of > mostParts) return wrong(`has a wrong number of parts: write 1 to ${mostParts} behind the slash`)
  if (part === 'auto') return parsed(of === 1 ? { by: 'all' } : { by: 'turn', of })
  const number = Number(part)
  if (number < 1 || number > of) return wrong(`names no part: write 1 to ${of} before the slash`)
  return parsed(of === 1 ? { by: 'all' } : { by: 'part', part: number, of })
}
