import type { JailCommand, JailOptions } from './jail.ts'
import { type AllLimits, type LimitsHeld, megabytes } from './jail-limits.ts'
import { jailMounts } from './jail-mounts.ts'
import { networkOfJail } from './network/network-of-jail.ts'
import { SandboxError } from './sandbox-error.ts'
import { seccompFilter } from './seccomp-filter.ts'
import { searchPath, systemMounts } from './system-mounts.ts'

/** Where the tree is in every jail. */
export const JAIL_WORKSPACE = '/workspace'
/** The home directory in every jail. */
export const HOME = '/home/millwright'
const UID = '1000'

/** Files that take the place of this machine's own. */
const files = {
  '/etc/passwd': `root:x:0:0::/:/bin/false\nmillwright:x:${UID}:${UID}::${HOME}:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n`,
  '/etc/group': `root:x:0:\nmillwright:x:${UID}:\nnogroup:x:65534:\n`,
  '/etc/hosts': '127.0.0.1 localhost millwright\n::1 localhost\n',
  '/etc/nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files\n',
}

export type BwrapCall = {
  /** Everything up to the command. */
  args: string[]
  /** What the descriptors 3 and following hold. */
  input: Buffer[]
}

const FIRST_INPUT = 3

/**
 * The call of bubblewrap for one command. It reports to the descriptor after its inputs, as lines
 * of JSON: the jail's first process, and the exit code if the command was reached at all.
 */
export function bwrapArguments(
  options: JailOptions,
  { limits, held }: { limits: AllLimits; held: LimitsHeld },
  env: JailCommand['env'],
): BwrapCall {
  const filter = seccompFilter({ isMemoryHeld: held.memory === 'cgroup' })
  const network = options.proxySocket === undefined ? null : networkOfJail(options.proxySocket)
  const contents = { ...files, ...network?.files }
  const input: Buffer[] = Object.values(contents).map((text) => Buffer.from(text))
  if (filter !== null) input.push(filter)
  const fileArguments = Object.keys(contents).flatMap((path, n) => [
    ...['--perms', '0644', '--file', String(FIRST_INPUT + n), path],
  ])
  const args = [
    ...isolation,
    ...['--dir', '/etc', '--dir', '/run', '--dir', '/var', '--symlink', '/tmp', '/var/tmp'],
    ...systemMounts(),
    ...fileArguments,
    // Files of root in /proc/sys, such as the program that takes core dumps, ask for no capability:
    // to root's own jail they are writable although bubblewrap finds their folders not to be.
    ...['--proc', '/proc', '--remount-ro', '/proc', '--dev', '/dev'],
    ...['--perms', '1777', '--size', megabytes(limits.tmpMb), '--tmpfs', '/dev/shm'],
    ...['--remount-ro', '/dev'],
    ...['--perms', '1777', '--size', megabytes(limits.tmpMb), '--tmpfs', '/tmp'],
    ...['--size', megabytes(limits.homeMb), '--tmpfs', HOME],
    ...jailMounts(options, JAIL_WORKSPACE),
    // A socket can be connected to there, and not replaced.
    ...(network === null ? [] : ['--ro-bind', network.socket.from, network.socket.to]),
    ...['--remount-ro', '/', '--chdir', JAIL_WORKSPACE],
    ...Object.entries({ ...usualVariables(), ...network?.env, ...env }).flatMap(variable),
    ...(filter === null ? [] : ['--seccomp', String(FIRST_INPUT + input.length - 1)]),
    ...['--json-status-fd', String(FIRST_INPUT + input.length)],
  ]
  return { args, input }
}

const isolation = [
  ...['--unshare-all', '--unshare-user', '--disable-userns', '--die-with-parent', '--new-session'],
  // The jail's first process is then our own: when it ends, the kernel kills all the others
  // before bubblewrap hears of it, so that bubblewrap's end is the end of everything in the jail.
  '--as-pid-1',
  ...['--cap-drop', 'ALL', '--clearenv', '--uid', UID, '--gid', UID, '--hostname', 'millwright'],
]

function usualVariables(): Record<string, string> {
  return {
    PATH: searchPath(),
    HOME,
    USER: 'millwright',
    LOGNAME: 'millwright',
    SHELL: '/bin/sh',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    TERM: 'dumb',
    CI: 'true',
  }
}

function variable([name, value]: [string, string]): string[] {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return ['--setenv', name, value]
  throw new SandboxError(`"${name}" is no name of an environment variable`)
}
