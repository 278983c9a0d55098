import { isOnPath } from './find-on-path.mjs'

/** @typedef {'redis' | 'bubblewrap' | 'chromium' | 'git' | 'git-http-backend'} Thing */

/**
 * How each distribution's package manager installs what we need. Package names are the
 * distributions' own: Debian and Ubuntu carry Redis everywhere and Valkey only lately.
 *
 * @type {readonly { command: string, install: string, names: Partial<Record<Thing, string>> }[]}
 */
const managers = [
  {
    command: 'apt-get',
    install: 'apt-get update && apt-get install -y',
    names: { redis: 'redis-server' },
  },
  { command: 'dnf', install: 'dnf install -y', names: { redis: 'valkey' } },
  {
    command: 'apk',
    install: 'apk add',
    names: { redis: 'valkey valkey-cli', 'git-http-backend': 'git-daemon' },
  },
  { command: 'pacman', install: 'pacman -S --needed --noconfirm', names: { redis: 'valkey' } },
  { command: 'zypper', install: 'zypper --non-interactive install', names: { redis: 'valkey' } },
]

/** @type {Record<Thing, string>} */
const defaultNames = {
  redis: 'redis',
  bubblewrap: 'bubblewrap',
  chromium: 'chromium',
  git: 'git',
  'git-http-backend': 'git',
}

/**
 * The line that installs the given things on this machine.
 *
 * @param {readonly Thing[]} things
 * @returns {string}
 */
export function installLine(things) {
  const manager = managers.find(({ command }) => isOnPath(command))
  if (!manager) return `install ${things.join(' and ')} with your distribution's package manager`
  const names = things.map((thing) => manager.names[thing] ?? defaultNames[thing])
  return asRoot(`${manager.install} ${names.join(' ')}`)
}

/**
 * @param {string} line
 * @returns {string} the line as this user must type it
 */
export function asRoot(line) {
  if (process.getuid?.() === 0) return line
  return line.includes('&&') ? `sudo sh -c '${line}'` : `sudo ${line}`
}
