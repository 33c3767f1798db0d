// Row 25: a server and a client of NFS, each a machine of its own on a wire, and what can happen between them.

import { createSocket } from 'node:dgram'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Ground, makeGround } from './ground.ts'
import { boot, type Machine } from './machine.ts'

export type Version = '3' | '4.2'

/** Mounted on both: the server is a client too, by its own loopback. */
export interface Pair {
  /** Each is replaced by the machine that is booted when it was lost. */
  server: Machine
  client: Machine
  readonly bootServer: () => Promise<Machine>
  readonly bootClient: () => Promise<Machine>
  /** Lets those go on who wait for it (`awaited`). */
  readonly release: (name: string) => void
  readonly log: (name: string) => string
  readonly end: () => Promise<void>
}

export async function bootPair(version: Version): Promise<Pair> {
  const ground = makeGround()
  try {
    return await pairOn(ground, version)
  } catch (error) {
    ground.remove()
    throw error
  }
}

async function pairOn(ground: Ground, version: Version): Promise<Pair> {
  const { shared } = ground
  const [one, other] = await freePorts()
  const env = { VERSION: version }
  const disk = ground.disk('ext4')
  const bootServer = async (): Promise<Machine> => {
    const machine = boot({
      name: `server-${version}`,
      guest: 'nfs-server.sh',
      shared,
      disks: [disk],
      env: { ...env, NUMBER: '1' },
      wire: { own: one, other }
    })
    await machine.said('ready')
    return machine
  }
  const server = await bootServer()
  const bootClient = async (): Promise<Machine> => {
    const wire = { own: other, other: one }
    // The name is the client's identity to the server: the same machine comes back.
    const machine = boot({
      name: `client-${version}`,
      guest: 'nfs-client.sh',
      shared,
      env: { ...env, NUMBER: '2' },
      wire
    })
    await machine.said('ready')
    return machine
  }
  const pair: Pair = {
    server,
    client: await bootClient(),
    bootServer,
    bootClient,
    release: name => {
      writeFileSync(join(shared, name), '')
    },
    log: name => readFileSync(join(shared, name), 'utf8'),
    end: async () => {
      await Promise.all([pair.client.cut(), pair.server.cut()])
      ground.remove()
    }
  }
  return pair
}

/** Two that nobody has at this moment; the machines take them a little later. */
async function freePorts(): Promise<[number, number]> {
  const sockets = [createSocket('udp4'), createSocket('udp4')]
  const ports: number[] = []
  for (const socket of sockets) {
    await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', resolve))
    ports.push(socket.address().port)
  }
  for (const socket of sockets) await new Promise<void>(resolve => socket.close(resolve))
  return ports as [number, number]
}
