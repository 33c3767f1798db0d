// What exclude-secrets leaves out and what it does not, asked of the real rsync.
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { isSecretPattern, secretRules } from "../../src/core/secrets.js";
import { inScratch, listReal, makeTree } from "./rsync-listing.js";
const secrets = [
    '.git/config',
    'git-credentials-0b5a7c1e-5f5f-4a8e-9d0e-3f3b7f6f2f11.config',
    'nested/module/.git/HEAD',
    '.env',
    '.env.local',
    '.env.production',
    'app/.env',
    '.envrc',
    '.ssh/anything',
    '.gnupg/private-keys-v1.d/x.key',
    'secring.gpg',
    'id_rsa',
    'keys/id_dsa',
    'id_ecdsa',
    'id_ecdsa_sk',
    'id_ed25519',
    'id_ed25519_sk',
    'server.key',
    'AuthKey_ABC.p8',
    'cert.p12',
    'cert.pfx',
    'putty.ppk',
    'release.jks',
    'upload.keystore',
    'passwords.kdbx',
    'key.pem',
    'tls-key.pem',
    'tls_key.pem',
    'tls.key.pem',
    'privkey.pem',
    'privkey1.pem',
    'privatekey.pem',
    'private.pem',
    '.netrc',
    '_netrc',
    '.npmrc',
    '.pypirc',
    '.pgpass',
    '.my.cnf',
    '.htpasswd',
    '.s3cfg',
    '.boto',
    '.git-credentials',
    '.dockercfg',
    '.vault-token',
    '.terraformrc',
    'gha-creds-0123abcd.json',
    'application_default_credentials.json',
    'home/.docker/config.json',
    '.aws/credentials',
    '.azure/accessTokens.json',
    '.azure/msal_token_cache.bin',
    '.config/gcloud/credentials.db',
    '.config/gh/hosts.yml',
    '.kube/config',
    '.terraform.d/credentials.tfrc.json',
    '.m2/settings.xml',
    '.m2/settings-security.xml',
    '.gradle/gradle.properties',
    '.cargo/credentials',
    '.cargo/credentials.toml',
    '.gem/credentials',
    '.composer/auth.json'
];
const harmless = [
    '.env.example',
    '.env.sample',
    '.env.template',
    '.env.dist',
    '.environment',
    'env',
    'dotenv.js',
    'keyboard.ts',
    'key.ts',
    'monkey.js',
    'turkey.pem.txt',
    'public.pem',
    'cert.pem',
    'chain.pem',
    'monkey.pem',
    'public-key.pem',
    'jwt-public-key.pem',
    'jwt_public_key.pem',
    'pub_key.pem',
    'jwt-pub-key.pem',
    'public.key',
    'jwt-public.key',
    'jwt.pub.key',
    'id_rsa.pub',
    'id_ed25519.pub',
    'my_id_rsa.md',
    '.gitignore',
    '.gitattributes',
    '.github/workflows/ci.yml',
    'git/config',
    'config.json',
    'docker/config.json',
    'credentials',
    'kube/config',
    'settings.xml',
    'gradle.properties',
    'auth.json',
    '.aws/config',
    '.cargo/config.toml',
    '.npmignore',
    'a.keystore.md'
];
/** The files that rsync would take and those that it names as hidden by one of our rules, directories with a slash. */
function listed(names, filters = {}) {
    return inScratch(scratch => {
        const root = join(scratch, 'source');
        makeTree(root, names);
        const items = listReal(root, { secretRules: secretRules(), ...filters });
        return {
            taken: items.flatMap(item => (item.kind === 'entry' && item.type === 'file' ? [item.path] : [])).sort(),
            hidden: items.flatMap(item => item.kind === 'hidden' && isSecretPattern(item.pattern) ? [`${item.path}${item.isDirectory ? '/' : ''}`] : [])
        };
    });
}
describe('secretRules', () => {
    it('leaves out secrets and nothing else', () => {
        const { taken, hidden } = listed([...secrets, ...harmless]);
        expect(taken).toEqual([...harmless].sort());
        const covers = (path, secret) => path === secret || (path.endsWith('/') && secret.startsWith(path));
        for (const secret of secrets)
            expect(hidden.filter(path => covers(path, secret))).toHaveLength(1);
    });
    it('are each needed for a name of this test', () => {
        const used = inScratch(scratch => {
            const root = join(scratch, 'source');
            makeTree(root, [...secrets, ...harmless]);
            return listReal(root, { secretRules: secretRules() }).flatMap(item => ('pattern' in item ? [item.pattern] : []));
        });
        expect(new Set(used)).toEqual(new Set(secretRules().map(rule => rule.slice(2))));
    });
    it.each([
        ['an include brings a secret back', { include: ['.env'] }, ['.env', '.env.example', 'sub/.env.example', 'x.js']],
        ['an exclude also covers what our includes let through', { exclude: ['.env*'] }, ['x.js']],
        ['excluding everything leaves nothing', { exclude: ['*'] }, []],
        ['a directory that is left out stays out', { exclude: ['sub/'] }, ['.env.example', 'x.js']]
    ])("come after the user's own: %s", (_, filters, taken) => {
        const names = ['.env', '.env.example', 'sub/.env.example', 'server.key', 'x.js'];
        expect(listed(names, filters).taken).toEqual(taken);
    });
});
describe('isSecretPattern', () => {
    it.each([
        ['.git/', true],
        ['.env.*', true],
        ['*.key', true],
        ['.env.example', false],
        ['*.js', false],
        ['', false]
    ])('%j: %j', (pattern, isSecret) => {
        expect(isSecretPattern(pattern)).toBe(isSecret);
    });
});
