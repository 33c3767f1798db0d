// The page of a series on this machine: put beside its snapshots, and never over a file that is not a page of ours.

import { closeSync, constants, lstatSync, openSync, readSync } from 'node:fs'
import { codeOf, Failure } from '../../core/failure.ts'
import { pageMark } from '../../core/page/model.ts'
import { renameSurely, writeDurably } from './durable.ts'
import type { SeriesLayout } from './layout.ts'

/** Written aside among what is ours, where the next run clears what a crash leaves. */
export function writePage(layout: SeriesLayout, html: string): void {
  const { page, pageAside } = layout
  if (lstatSync(page, { throwIfNoEntry: false }) !== undefined && !isOurs(page)) {
    throw foreignPage(page)
  }
  writeDurably(pageAside, [html])
  renameSurely(pageAside, page)
}

export const hasPage = ({ page }: SeriesLayout): boolean =>
  lstatSync(page, { throwIfNoEntry: false }) !== undefined && isOurs(page)

export const foreignPage = (page: string): Failure =>
  new Failure(
    'volume',
    `${page} is not a page that this program wrote, so it is not replaced. Move it away, or leave the page out.`
  )

/** It begins as every page does. */
function isOurs(page: string): boolean {
  let fd: number
  try {
    fd = openSync(page, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (error) {
    // A symlink is nobody's page.
    if (codeOf(error) === 'ELOOP') return false
    throw error
  }
  try {
    const start = Buffer.alloc(200)
    const read = readSync(fd, start, 0, start.length, 0)
    return start.toString('latin1', 0, read).includes(pageMark)
  } catch (error) {
    if (codeOf(error) === 'EISDIR') return false
    throw error
  } finally {
    closeSync(fd)
  }
}
