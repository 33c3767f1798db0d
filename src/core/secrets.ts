// Which names `exclude-secrets` leaves out, as rsync filter rules. They belong at the end of the filter list: rsync takes the
// first rule that matches, so what a user includes or excludes by name comes before them, and their `+` rules open nothing.

/**
 * Only names: a secret inside an ordinary file is not found. Deliberately wide where a leak costs more than a missing file:
 * `*.key` also leaves out public keys of that name and Keynote files, `.env` also a directory; an include brings them back.
 */
const excludedNames: readonly string[] = [
  // the checkout action leaves its token in .git/config
  '.git/',
  // or, since its version 6, in a file of this name in the runner's temporary directory
  'git-credentials-*.config',
  '.env',
  '.env.*',
  '.envrc',
  // private keys
  '.ssh/',
  '.gnupg/',
  'secring.gpg',
  'id_rsa',
  'id_dsa',
  'id_ecdsa',
  'id_ecdsa_sk',
  'id_ed25519',
  'id_ed25519_sk',
  '*.key',
  '*.p8',
  '*.p12',
  '*.pfx',
  '*.ppk',
  '*.jks',
  '*.keystore',
  '*.kdbx',
  'key.pem',
  '*-key.pem',
  '*_key.pem',
  '*.key.pem',
  'privkey*.pem',
  'privatekey*.pem',
  'private.pem',
  // credentials that tools keep under a name of their own
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
  'gha-creds-*.json',
  'application_default_credentials.json',
  '.docker/config.json',
  '.aws/credentials',
  '.azure/accessTokens.json',
  '.azure/msal_token_cache.*',
  '.config/gcloud/',
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
]

/** Harmless names that the patterns above would match: templates of settings, and public halves of keys. */
const harmlessNames: readonly string[] = [
  '.env.example',
  '.env.sample',
  '.env.template',
  '.env.dist',
  '*public-key.pem',
  '*public_key.pem',
  '*pub-key.pem',
  '*pub_key.pem',
  '*public.key',
  '*.pub.key'
]

/** The rules in rsync's filter syntax, one an argument of `--filter`, in order. */
export const secretRules = (): string[] => [
  ...harmlessNames.map(name => `+ ${name}`),
  ...excludedNames.map(name => `- ${name}`)
]

const patterns: ReadonlySet<string> = new Set(excludedNames)

/** Whether a pattern that rsync names as its reason for hiding a path is one of these rules. */
export const isSecretPattern = (pattern: string): boolean => patterns.has(pattern)
