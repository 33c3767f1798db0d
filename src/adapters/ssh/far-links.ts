// Links into a far tree, made in bulk there and looked at where they are made; and why one is not there.

import { Buffer } from 'node:buffer'
import { allOf } from '../../core/all-of.ts'
import type { BytePath } from '../../core/byte-path.ts'
import type { Cause } from '../../core/cause.ts'
import type { FarValues } from '../../core/far-command.ts'
import { groupBy } from '../../core/group-by.ts'
import type { LinkStep } from '../../core/link-step.ts'
import type { Stored } from '../../ports/tree.ts'
import type { Connection } from './connection.ts'
import { codeSaid, farFailure } from './far-failure.ts'
import { StatReader, storedOf } from './far-stat.ts'
import { FarTree } from './far-tree.ts'
import { causeOf } from './link-refusal.ts'
import { asArgument, listOf, type NulReader, wordsOf } from './nul-list.ts'
import { goneStatus } from './scripts/shared.ts'
import * as scripts from './scripts/tree.ts'

/** The tree that they come into. */
export interface LinkedTree {
  readonly connection: Connection
  /** Of a script that writes there. */
  readonly values: FarValues
  /** Where a tree is. */
  readonly rootOf: (tree: LinkStep['tree']) => string
}

interface Made {
  /** Through their new names: it is the inode that was really linked, whatever happened to the old name since. */
  readonly seen: ReadonlyMap<BytePath, Stored>
  /** Of all that was refused. */
  readonly said: string
}

/** All that can be made, after whatever was asked before of this tree, and without waiting for it. */
export async function makeLinks(tree: LinkedTree, steps: readonly LinkStep[]): Promise<Made> {
  const isSameName = ({ tree: of, from, path }: LinkStep): boolean => of !== 'self' && from === path
  const sameName = groupBy(steps.filter(isSameName), step => tree.rootOf(step.tree))
  const renamed = steps.filter(step => !isSameName(step))
  const pairs = renamed.flatMap(step => [latin1(`${tree.rootOf(step.tree)}/`) + step.from, asArgument(step.path)])
  const reader = new StatReader(storedOf)
  const asked = [...sameName].map(([from, some]) =>
    linked(tree, scripts.link, listOf(some.map(({ path }) => path)), reader, { from })
  )
  if (renamed.length > 0) {
    asked.push(linked(tree, scripts.linkPairs, wordsOf(pairs), reader))
    asked.push(linked(tree, scripts.lookAtLinks, listOf(renamed.map(({ path }) => path)), reader))
  }
  return { said: (await allOf(asked)).join('\n'), seen: reader.seen }
}

async function linked(
  { connection, values }: LinkedTree,
  script: string,
  input: Iterable<Buffer>,
  reader: NulReader,
  more: FarValues = {}
): Promise<string> {
  const onStdout = (piece: Buffer): void => {
    reader.push(piece)
  }
  const result = await connection.run(script, { ...values, ...more }, { input, onStdout, isNext: true })
  // What concerns single files is seen in the new tree, and so is a base that is gone; a full disk ends the run.
  const code = codeSaid(result.stderr)
  const isSeen = result.status === 0 || result.status === goneStatus
  if (!isSeen || code === 'ENOSPC' || code === 'EDQUOT' || code === 'EROFS')
    throw farFailure(connection.address, result, 'Links could not be made')
  return result.stderr
}

/** Why these links are not there. */
export async function refusals(
  { connection, rootOf }: LinkedTree,
  steps: readonly LinkStep[],
  said: string
): Promise<ReadonlyMap<LinkStep, { readonly cause: Cause; readonly why: string }>> {
  const refused = new Map<LinkStep, { readonly cause: Cause; readonly why: string }>()
  for (const [root, asked] of groupBy(steps, ({ tree }) => rootOf(tree))) {
    const held = await new FarTree(connection, root).look(asked.map(({ from }) => from))
    asked.forEach((step, index) => {
      const now = held[index]
      refused.set(step, causeOf(step, now !== undefined && 'ino' in now ? now : undefined, said))
    })
  }
  return refused
}

const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')
