// How a package is installed on the system at hand, from its os-release(5).

interface Family {
  /** Values of ID or ID_LIKE. */
  readonly ids: readonly string[]
  readonly command: readonly string[]
}

const families: readonly Family[] = [
  { ids: ['debian', 'ubuntu'], command: ['apt-get', 'install', '-y'] },
  { ids: ['alpine'], command: ['apk', 'add'] },
  { ids: ['fedora', 'rhel', 'centos'], command: ['dnf', 'install', '-y'] },
  { ids: ['arch'], command: ['pacman', '-S', '--noconfirm'] },
  { ids: ['suse', 'opensuse'], command: ['zypper', 'install', '-y'] }
]

/** The command line that installs `packages`; for a system that is not known, words that say what to do. */
export function installLine(osRelease: string, isRoot: boolean, packages: readonly string[]): string {
  const ids = ['ID', 'ID_LIKE'].flatMap(key => valueOf(osRelease, key).split(' '))
  const family = families.find(candidate => candidate.ids.some(id => ids.includes(id)))
  if (family === undefined) return `install ${packages.join(' and ')} with this system's package manager`
  const install = [...(isRoot ? [] : ['sudo']), ...family.command, ...packages].join(' ')
  if (family.command[0] !== 'apt-get') return install
  // A fresh image has no package lists, and without them the install fails.
  return `${isRoot ? '' : 'sudo '}apt-get update && ${install}`
}

function valueOf(osRelease: string, key: string): string {
  const line = osRelease.split('\n').find(text => text.startsWith(`${key}=`)) ?? ''
  return line.slice(key.length + 1).replace(/^(["'])(.*)\1$/, '$2')
}
