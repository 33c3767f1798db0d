// A restic repository of snapshots alone, written from restic's own description of its format (restic.readthedocs.io,
// "References"): a thousand snapshots in the time that `restic backup --time` takes for one.
import { createCipheriv, createHash, randomBytes, scryptSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
export const password = 'known to everybody';
const keysFrom = (bytes) => ({
    encrypt: bytes.subarray(0, 32),
    mac: { k: bytes.subarray(32, 48), r: bytes.subarray(48, 64) }
});
export function writeRepository(directory, snapshots) {
    for (const part of ['data', 'index', 'keys', 'locks', 'snapshots'])
        mkdirSync(join(directory, part));
    const master = keysFrom(randomBytes(64));
    // the cheapest work factor restic takes: nothing here is secret
    const kdf = { N: 2, r: 1, p: 1 };
    const salt = randomBytes(64);
    const user = keysFrom(scryptSync(password, salt, 64, kdf));
    const masterKey = {
        mac: { k: master.mac.k.toString('base64'), r: master.mac.r.toString('base64') },
        encrypt: master.encrypt.toString('base64')
    };
    writeNamed(join(directory, 'keys'), Buffer.from(JSON.stringify({
        hostname: 'test',
        username: 'test',
        kdf: 'scrypt',
        ...kdf,
        created: '2026-01-01T00:00:00Z',
        data: seal(user, masterKey).toString('base64'),
        salt: salt.toString('base64')
    })));
    const config = { version: 1, id: randomBytes(32).toString('hex'), chunker_polynomial: '25b468838dcb75' };
    writeFileSync(join(directory, 'config'), seal(master, config));
    const tree = '0'.repeat(64);
    for (const { host, time, tags } of snapshots) {
        const snapshot = { time, tree, paths: ['/artifacts'], hostname: host, username: 'test', tags };
        writeNamed(join(directory, 'snapshots'), seal(master, snapshot));
    }
}
/** Every file but the config is called by the hash of what is in it. */
function writeNamed(directory, content) {
    writeFileSync(join(directory, createHash('sha256').update(content).digest('hex')), content);
}
/** Initialisation vector, AES-256-CTR, and the Poly1305-AES of it. */
function seal(keys, value) {
    const iv = randomBytes(16);
    const cipher = createCipheriv('aes-256-ctr', keys.encrypt, iv);
    const sealed = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()]);
    const nonce = createCipheriv('aes-128-ecb', keys.mac.k, null).setAutoPadding(false).update(iv);
    return Buffer.concat([iv, sealed, poly1305(sealed, keys.mac.r, nonce)]);
}
/** RFC 8439, 2.5.1; Node has it only together with ChaCha20. */
function poly1305(message, r, s) {
    const prime = (1n << 130n) - 5n;
    const factor = littleEndian(r) & 0x0ffffffc0ffffffc0ffffffc0fffffffn;
    let sum = 0n;
    for (let at = 0; at < message.length; at += 16) {
        const block = Buffer.concat([message.subarray(at, at + 16), Buffer.of(1)]);
        sum = ((sum + littleEndian(block)) * factor) % prime;
    }
    const tag = (sum + littleEndian(s)) & ((1n << 128n) - 1n);
    return Buffer.from(tag.toString(16).padStart(32, '0'), 'hex').reverse();
}
const littleEndian = (bytes) => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
