// The runner's temporary directory, in which our own scratch files come and go: it is never a part of the source.

import { type BytePath, pathFromText, pathText } from '../core/byte-path.ts'
import { Failure } from '../core/failure.ts'
import { quoteValue } from '../core/quoted-value.ts'
import { pathBelow } from '../core/within.ts'

/** The path of the temporary directory below `root`, for rsync to leave out. */
export function tempBelow(root: BytePath, temp: BytePath): BytePath {
  const path = pathBelow(root, temp)
  if (pathFromText(pathText(path)) === path) return path
  throw new Failure(
    'source',
    `The runner's temporary directory ${quoteValue(pathText(temp))} lies in the source, in a directory whose own name is not UTF-8, which cannot be given to rsync to leave out; rename that directory.`
  )
}

export const isTheTemp = (given: string): Failure =>
  new Failure(
    'source',
    `The path ${quoteValue(given)} is the runner's temporary directory, which is always left out: files of the runner and of this action come and go in it. Name what is to be kept of it, for example a directory below it.`
  )
