// A few worker threads with one queue: tasks are given out as threads come free, results come back in any order.

import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { cancelled } from '../../core/failure.ts'
import { setEngine } from '../engine.ts'
import type { Reply, Request, ResultOf, Task } from './protocol.ts'

interface Waiting {
  readonly task: Task
  readonly resolve: (result: never) => void
  readonly reject: (error: Error) => void
}

/** Beyond this, threads wait for the disk and each other more than they work (measured up to 16 on one SSD). */
const most = 8

export const autoJobs = (): number => Math.min(Math.max(availableParallelism(), 2), most)

export class WorkerPool {
  #jobs: number
  readonly #script: string
  readonly #stop: AbortSignal
  readonly #idle: Worker[] = []
  readonly #all = new Set<Worker>()
  readonly #queue: Waiting[] = []
  readonly #running = new Map<number, Waiting>()
  #nextId = 0
  #isClosed = false

  /** `script`: absolute path of the worker's entry. Threads start with the first task that needs them. */
  constructor(script: string, jobs: number, stop: AbortSignal) {
    setEngine()
    this.#script = script
    this.#jobs = jobs
    this.#stop = stop
    stop.addEventListener('abort', () => {
      this.#fail(cancelled())
    })
  }

  get jobs(): number {
    return this.#jobs
  }

  /** How many tasks run at once from now on; those that run are not stopped. */
  resize(jobs: number): void {
    this.#jobs = jobs
    this.#assign()
  }

  /** Starts all threads now, for whoever is sure to need them: they are ready when the first task comes. */
  start(): void {
    while (!this.#isClosed && this.#all.size < this.#jobs) this.#idle.push(this.#start())
  }

  run<T extends Task>(task: T): Promise<ResultOf[T['kind']]> {
    return new Promise((resolve, reject) => {
      if (this.#stop.aborted) {
        reject(cancelled())
        return
      }
      if (this.#isClosed) {
        // A thread that was started now would never be ended, nor would the process.
        reject(new Error('the threads were closed'))
        return
      }
      this.#queue.push({ task, resolve, reject })
      this.#assign()
    })
  }

  /** Threads do not keep the process alive after this; tasks still running are abandoned, and no other is taken. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#queue.length = 0
    await Promise.all([...this.#all].map(worker => worker.terminate()))
    this.#all.clear()
    this.#idle.length = 0
  }

  #assign(): void {
    while (!this.#isClosed && this.#queue.length > 0 && this.#running.size < this.#jobs) {
      const worker = this.#idle.pop() ?? this.#start()
      const next = this.#queue.shift()
      if (next === undefined) return
      const id = this.#nextId++
      this.#running.set(id, next)
      worker.postMessage({ id, task: next.task } satisfies Request)
    }
  }

  #start(): Worker {
    const worker = new Worker(this.#script)
    this.#all.add(worker)
    worker.on('message', (reply: Reply) => {
      const waiting = this.#running.get(reply.id)
      this.#running.delete(reply.id)
      this.#idle.push(worker)
      if ('error' in reply) waiting?.reject(Object.assign(new Error(reply.error.message), reply.error))
      else waiting?.resolve(reply.result as never)
      this.#assign()
    })
    worker.on('error', error => {
      this.#fail(error instanceof Error ? error : new Error(String(error)))
    })
    return worker
  }

  #fail(error: Error): void {
    for (const waiting of [...this.#running.values(), ...this.#queue]) waiting.reject(error)
    this.#running.clear()
    this.#queue.length = 0
    void this.close()
  }
}
