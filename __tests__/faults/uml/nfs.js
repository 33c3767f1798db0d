// Row 25: a server and a client of NFS, each a machine of its own on a wire, and what can happen between them.
import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeGround } from "./ground.js";
import { boot } from "./machine.js";
export async function bootPair(version) {
    const ground = makeGround();
    try {
        return await pairOn(ground, version);
    }
    catch (error) {
        ground.remove();
        throw error;
    }
}
async function pairOn(ground, version) {
    const { shared } = ground;
    const [one, other] = await freePorts();
    const env = { VERSION: version };
    const server = boot({
        name: `server-${version}`,
        guest: 'nfs-server.sh',
        shared,
        disks: [ground.disk('ext4')],
        env: { ...env, NUMBER: '1' },
        wire: { own: one, other }
    });
    await server.said('ready');
    const bootClient = async () => {
        const wire = { own: other, other: one };
        // The name is the client's identity to the server: the same machine comes back.
        const machine = boot({
            name: `client-${version}`,
            guest: 'nfs-client.sh',
            shared,
            env: { ...env, NUMBER: '2' },
            wire
        });
        await machine.said('ready');
        return machine;
    };
    const pair = {
        server,
        client: await bootClient(),
        bootClient,
        log: name => readFileSync(join(shared, name), 'utf8'),
        end: async () => {
            await Promise.all([pair.client.cut(), server.cut()]);
            ground.remove();
        }
    };
    return pair;
}
/** Two that nobody has at this moment; the machines take them a little later. */
async function freePorts() {
    const sockets = [createSocket('udp4'), createSocket('udp4')];
    const ports = [];
    for (const socket of sockets) {
        await new Promise(resolve => socket.bind(0, '127.0.0.1', resolve));
        ports.push(socket.address().port);
    }
    for (const socket of sockets)
        await new Promise(resolve => socket.close(resolve));
    return ports;
}
