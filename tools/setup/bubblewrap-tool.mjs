import { existsSync, readFileSync } from 'node:fs'
import { limitsMs } from './limits.mjs'
import { asRoot, installLine } from './package-manager.mjs'
import { runStep } from './run-step.mjs'
import { SetupError } from './setup-error.mjs'
import { isAtLeast } from './version.mjs'

/** The first release with `--disable-userns` and `--size`, which the jail uses. */
const oldest = [0, 8]

/** The jail that workers start, emptied: every namespace of its own, /proc and /dev too. */
const emptyJail = [
  ...['--unshare-all', '--unshare-user', '--disable-userns', '--die-with-parent', '--new-session'],
  ...['--ro-bind', '/', '/', '--proc', '/proc', '--dev', '/dev'],
  ...['--size', '1000000', '--tmpfs', '/tmp', 'true'],
]

/** Kernel switches that keep ordinary users from making a jail, and the value that allows it. */
const switches = [
  { name: 'kernel.unprivileged_userns_clone', forbids: '0', allows: '1' },
  { name: 'user.max_user_namespaces', forbids: '0', allows: '15000' },
  { name: 'kernel.apparmor_restrict_unprivileged_userns', forbids: '1', allows: '0' },
]

/**
 * bubblewrap, checked by starting a jail: its being there says nothing about the kernel.
 *
 * @type {import('./ensure-tools.mjs').Tool}
 */
export const bubblewrapTool = {
  name: 'bubblewrap',
  commands: ['bwrap'],
  companions: [],
  packages: [['bubblewrap']],
  isOwnCopyUseful: false,
  async check(path, signal) {
    const limits = { timeoutMs: limitsMs.probe, signal }
    const { output } = await runStep([path, '--version'], limits)
    const version = /^bubblewrap (\d+(\.\d+)+)/m.exec(output)?.[1]
    if (version && !isAtLeast(version, oldest)) {
      return new SetupError(
        `bubblewrap ${version} is too old; ${oldest.join('.')} or newer is needed`,
        'use a newer release of the distribution (Debian 12, Ubuntu 24.04), or build it from ' +
          'https://github.com/containers/bubblewrap',
      )
    }
    const jail = await runStep([path, ...emptyJail], limits)
    if (jail.ok) return null
    const text = `bubblewrap cannot start a jail: it ${jail.why}\n${jail.output.trimEnd()}`
    return new SetupError(text, howToAllowJails())
  },
}

/**
 * @param {{ read?: (name: string) => string | null, isContainer?: boolean }} [machine]
 * @returns {string} the line to type
 */
export function howToAllowJails(machine = {}) {
  const { read = readSwitch, isContainer = isInContainer() } = machine
  const closed = switches.find(({ name, forbids }) => read(name) === forbids)
  if (closed) return asRoot(`sysctl -w ${closed.name}=${closed.allows}`)
  if (isContainer) {
    return (
      'start the container with --security-opt seccomp=unconfined ' +
      '--security-opt apparmor=unconfined --security-opt systempaths=unconfined'
    )
  }
  return installLine(['bubblewrap'])
}

/** @param {string} name such as `kernel.unprivileged_userns_clone` */
function readSwitch(name) {
  const path = `/proc/sys/${name.replaceAll('.', '/')}`
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null
}

function isInContainer() {
  return existsSync('/.dockerenv') || existsSync('/run/.containerenv')
}
