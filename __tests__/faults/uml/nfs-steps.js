// Row 25: what can happen between a server and two clients of NFS, step by step on one pair of machines.
import { setTimeout as pause } from 'node:timers/promises';
/** What a client keeps in memory of names and attributes, for up to a minute. */
const forget = 'echo 3 >/proc/sys/vm/drop_caches';
/** In this order: the last ones lose the client and the server. */
export const steps = [
    {
        title: 'publish, link and prune; the other client sees the same',
        run: async ({ client, server }) => {
            await client.order('change_source 1', 'take 1.log', 'change_source 2', 'take 2.log', 'check settled');
            await client.order('take 3.log INPUT_KEEP-LAST=2', 'check settled');
            await server.order(forget, 'check settled');
            return [];
        }
    },
    {
        title: 'two clients by turns, each before it can know what the other did (attribute caches of 30 s and more)',
        run: async ({ client, server }) => {
            for (const turn of [1, 2]) {
                await client.order(`change_source turn-${turn}`, `take client-${turn}.log INPUT_KEEP-LAST=1`);
                await server.order(`take server-${turn}.log INPUT_KEEP-LAST=1`);
            }
            await server.order(forget, 'check settled');
            return [];
        }
    },
    {
        title: 'two processes of one client: one waits in vain, and has it when the other is killed',
        run: async ({ client, log }) => {
            await client.order('exec 8>>"$volume/$series/.snapshots/lock"', 'flock 8', '! take locked.log INPUT_LOCK-TIMEOUT=1s', 'exec 8>&-', 'take unlocked.log', 'check settled');
            expectIn(log('locked.log'), 'The series is still being written by');
            return [];
        }
    },
    {
        title: 'a snapshot that another client reads is not removed',
        run: async ({ client, server, log }) => {
            const oldest = '"$(ls -d "$volume/$series/.snapshots/records/2"* | head -n 1)"';
            await server.order(`exec 7<${oldest}`, 'flock --shared 7');
            await client.order('take reading.log INPUT_KEEP-LAST=1', 'check settled');
            expectIn(log('reading.log'), 'being read');
            await server.order('exec 7<&-');
            return [];
        }
    },
    {
        title: 'a file that is open while it is removed (silly rename): the next run clears what was left',
        run: async ({ client, log }) => {
            await client.order('exec 9<"$(ls -d "$volume/$series/2"* | head -n 1)/steady/file-1"', 'take silly.log INPUT_KEEP-LAST=1', 'check faulted', '[ -n "$(find "$volume/$series/.snapshots/trash" -name ".nfs*")" ]', 'exec 9<&-', 'take cleared.log', 'check settled');
            expectIn(log('silly.log'), 'is tried again by the next run');
            return [];
        }
    },
    {
        title: 'the server removes the unfinished tree: nothing is published',
        run: async ({ client, server, log }) => {
            const moment = {
                when: 'before',
                call: 'renameSync',
                matching: '/acme/[0-9T-]+Z$',
                then: 'echo @moment >/dev/console; until [ -e /mnt/shared/removed ]; do sleep 0.1; done'
            };
            await client.order('ls "$volume/$series" >/mnt/tmp/before', `take removed.log "$with_moments" 'MOMENTS=${JSON.stringify([moment])}' & job=$!`);
            await client.said('moment');
            await server.order('rm -r /mnt/export/acme/.snapshots/partial/*', 'touch /mnt/shared/removed');
            await client.order('! wait "$job"', 'ls "$volume/$series" | cmp - /mnt/tmp/before', 'check faulted');
            expectIn(log('removed.log'), '::error::');
            await client.order('take after-removed.log', 'check settled');
            return [errorIn(log('removed.log'))];
        }
    },
    {
        title: 'root_squash: a root that may not give files away takes snapshots all the same',
        run: async ({ client, server }) => {
            await server.order('export_volume root_squash');
            try {
                await client.order(forget, '(volume=$volume/for-all; take squashed.log)');
            }
            finally {
                // What they may do is remembered too.
                await server.order('export_volume no_root_squash', forget);
                await client.order(forget);
            }
            return [];
        }
    },
    {
        title: 'a server that is silent: the run can be killed at once, and the next one succeeds when it is back',
        run: async ({ client, server, log }) => {
            await client.order('change_source silent', 'take silent.log & job=$!', 'sleep 0.5');
            await server.order('ip link set vec0 down');
            const silentMs = 15_000;
            await pause(silentMs);
            // Neither is asked for here: a hard mount waits for ever, and so does whoever waits for the kernel.
            await client.order('kill -0 "$job" && waits=waits || waits=ended', 'pkill -INT -f dist/snapshot/index.js', 'sleep 2', 'kill -0 "$job" && heard="not heard" || heard=heard', 'echo "$waits, $heard" >/mnt/shared/patience', 'pkill -KILL -f dist/snapshot/index.js; wait "$job"; true');
            await server.order('ip link set vec0 up');
            await client.order('take heard.log INPUT_LOCK-TIMEOUT=90s', 'check settled');
            const [waits = '', heard = ''] = log('patience').trim().split(', ');
            return [`after ${silentMs / 1000} s without an answer it ${waits}; a cancel is ${heard} within 2 s`];
        }
    },
    {
        title: 'a client is lost while it holds the lock',
        run: async (pair, version) => {
            const moment = { when: 'after', call: 'renameSync', matching: '/records/', then: 'halt' };
            const { server, log } = pair;
            const before = pair.client;
            await before.order(`take lost.log "$with_moments" 'MOMENTS=${JSON.stringify([moment])}' &`);
            await before.said('moment');
            await server.order('! take held.log INPUT_LOCK-TIMEOUT=1s');
            expectIn(log('held.log'), 'The series is still being written by');
            const lostAt = performance.now();
            await before.cut();
            if (version === '3') {
                // NFSv3 has no lease: a server keeps the locks of a lost client until that client says it was booted again.
                await server.order('! take kept.log INPUT_LOCK-TIMEOUT=12s', forget, 'check faulted');
                pair.client = await pair.bootClient();
                await pair.client.order('sm-notify -f -P /mnt/shared/statd-$MACHINE');
            }
            await server.order('take free.log INPUT_LOCK-TIMEOUT=60s', forget, 'check settled');
            const seconds = ((performance.now() - lostAt) / 1000).toFixed(0);
            return [
                version === '3'
                    ? 'locked until the client was booted again'
                    : `next snapshot done ${seconds} s later (lease: 10 s)`
            ];
        }
    }
];
function expectIn(log, text) {
    if (!log.includes(text))
        throw new Error(`the log does not say ‘${text}’:\n${log}`);
}
const errorIn = (log) => /^::error::(.{0,160})/m.exec(log)?.[1] ?? '';
