// What a program did, as strace wrote it down: which calls changed something, in which thread, about which paths.

import { readFileSync } from 'node:fs'

/** One call that changed something. */
export interface Change {
  readonly thread: string
  readonly call: string
  /** Absolute paths among its arguments, descriptors included; those that strace had to escape are left out. */
  readonly paths: readonly string[]
}

/** Whatever is about files or descriptors; what `harmless` does not name is taken for a change, also calls to come. */
export const tracedCalls = '%file,%desc,flock,sync,syncfs'

/** Calls that leave everything outside the process as it was. io_uring does the event loop's waiting here, not files'. */
const harmless = new Set(
  [
    'access faccessat faccessat2 stat fstat lstat newfstatat statx statfs fstatfs readlink readlinkat getdents64 getcwd',
    'getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr read pread64 readv preadv lseek close mmap execve',
    'chdir fchdir fcntl dup dup2 dup3 pipe2 poll ppoll select pselect6 eventfd2 fadvise64 inotify_init1 inotify_add_watch',
    'epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2 io_uring_setup io_uring_enter io_uring_register ioctl',
    'signalfd4 memfd_create'
  ].flatMap(line => line.split(' '))
)

/** They change a file only when they are given one to write to, so each is looked at by itself. */
const opening = new Set(['open', 'openat', 'openat2', 'creat'])
const writing = new Set(['write', 'pwrite64', 'writev', 'pwritev', 'pwritev2', 'copy_file_range', 'sendfile', 'splice'])
export const byPathAlone = (call: string): boolean => opening.has(call) || writing.has(call)

/** The changes in a trace that was made with `--follow-forks --decode-fds`. */
export function changesIn(file: string): Change[] {
  return readFileSync(file, 'latin1')
    .split('\n')
    .flatMap(line => {
      const [, thread, call, rest] = /^(\d+) +(\w+)\((.*)/.exec(line) ?? []
      if (thread === undefined || call === undefined || rest === undefined || !isChange(call, rest)) return []
      return [{ thread, call, paths: pathsIn(rest) }]
    })
}

function isChange(call: string, rest: string): boolean {
  // A clone of a file's blocks, the one thing that is written in this way.
  if (call === 'ioctl') return rest.includes('FICLONE')
  if (opening.has(call)) return /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC/.test(rest)
  if (writing.has(call)) return pathsIn(rest.split(',')[0] ?? '').length > 0
  return !harmless.has(call)
}

const pathsIn = (rest: string): string[] =>
  Array.from(rest.matchAll(/"(\/[^"\\]*)"|\d<(\/[^>\\]*)>/g), ([, quoted, open]) => quoted ?? open ?? '').filter(
    path => path !== ''
  )
