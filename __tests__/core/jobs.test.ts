// `jobs: auto`: how many threads, for which machine, disk and load, and the reason that stands in the log.

import { describe, expect, it } from '@jest/globals'
import { chooseJobs, type DiskFacts, type Workload } from '../../src/core/jobs.ts'

const [gibi, much] = [1024 ** 3, { files: 50_000, bytes: 700_000_000 }]
const solid = { kind: 'solid', filesystem: 'ext4' } as const
const rotational = { kind: 'rotational', filesystem: 'xfs' } as const
const network = { kind: 'network', filesystem: 'nfs4' } as const
const unknown = { kind: 'unknown', filesystem: 'tmpfs' } as const

describe('chooseJobs', () => {
  const cases: readonly (readonly [
    title: string,
    cores: number,
    disk: DiskFacts,
    work: Workload | undefined,
    jobs: number,
    why: RegExp
  ])[] = [
    ['one core: a second thread reads while one hashes', 1, solid, much, 2, /1 core and .* does not rotate/],
    ['as many as there are cores', 4, solid, much, 4, /4 cores .* for 50,000 files/],
    ['but no more than eight', 64, solid, much, 8, /64 cores/],
    ['nothing known of the disk: by the cores', 4, unknown, much, 4, /nothing is known .*\(tmpfs\)/],
    ['a rotating disk: two', 16, rotational, much, 2, /rotates/],
    ['a network: more than there are cores', 2, network, much, 8, /network \(nfs4\)/],
    ['a network and many cores: no more than sixteen', 32, network, much, 16, /network/],
    ['few files', 8, solid, { files: 300, bytes: 1_000_000 }, 2, /300 files of .* give no more/],
    ['one file', 8, solid, { files: 1, bytes: 10 }, 1, /1 file of/],
    ['one large file keeps all busy', 8, solid, { files: 1, bytes: gibi }, 8, /8 cores/],
    ['none', 8, network, { files: 0, bytes: 0 }, 1, /0 files/],
    ['before the source was read', 4, solid, undefined, 4, /4 cores and the disk under the volume does not rotate$/],
    ['a machine that does not tell its cores', 0, solid, undefined, 2, /1 core/]
  ]
  it.each(cases)('%s', (_, cores, disk, work, jobs, why) => {
    const chosen = chooseJobs(cores, disk, work)
    expect(chosen.jobs).toBe(jobs)
    expect(chosen.why).toMatch(why)
  })
})
