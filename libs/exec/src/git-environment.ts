import type { GitOptions } from './git.ts'
import { basicCredentials } from './hide-token.ts'

type Setting = readonly [key: string, value: string]

/** Where programs are looked for; our own search path may hold anything. */
const PATH = '/usr/local/bin:/usr/bin:/bin:/run/current-system/sw/bin:/opt/homebrew/bin'

const variables = {
  HOME: '/nonexistent',
  XDG_CONFIG_HOME: '/nonexistent',
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '',
  SSH_ASKPASS: '',
  GIT_SSH_COMMAND: 'false',
  GIT_EDITOR: 'false',
  GIT_PAGER: 'cat',
  GIT_TEMPLATE_DIR: '',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_LFS_SKIP_SMUDGE: '1',
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
}

/** Each of these lets a repository's own configuration start a program, or widens what git does. */
const settings: readonly Setting[] = [
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['core.attributesFile', '/dev/null'],
  ['core.excludesFile', '/dev/null'],
  ['core.askPass', ''],
  ['core.sshCommand', 'false'],
  ['core.gitProxy', ''],
  ['core.alternateRefsCommand', ':'],
  ['core.protectHFS', 'true'],
  ['core.protectNTFS', 'true'],
  ['credential.helper', ''],
  ['protocol.ext.allow', 'never'],
  ['commit.gpgSign', 'false'],
  ['tag.gpgSign', 'false'],
  ['push.gpgSign', 'false'],
  ['log.showSignature', 'false'],
  ['diff.external', ''],
  ['diff.ignoreSubmodules', 'all'],
  ['diff.submodule', 'short'],
  ['submodule.recurse', 'false'],
  ['fetch.recurseSubmodules', 'false'],
  ['push.recurseSubmodules', 'no'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
]

/**
 * The whole environment of a hardened git command. Settings travel as `GIT_CONFIG_*` variables,
 * which outrank every configuration file and, unlike `-c`, show in no list of processes.
 * @throws RangeError when the token could not stand in one header line.
 */
export function gitEnvironment(
  args: readonly string[],
  options: GitOptions,
  drivers: readonly string[],
): Record<string, string> {
  const all = [
    ...settings,
    ...drivers.map((key): Setting => [key, key.endsWith('.required') ? 'false' : '']),
    ...tokenSettings(args, options.token),
  ]
  return {
    PATH,
    ...options.env,
    ...variables,
    GIT_ALLOW_PROTOCOL: options.allowFile === true ? 'https:http:file' : 'https:http',
    ...(options.gitDir === undefined ? {} : { GIT_DIR: options.gitDir }),
    ...(options.workTree === undefined ? {} : { GIT_WORK_TREE: options.workTree }),
    GIT_CONFIG_COUNT: String(all.length),
    ...Object.fromEntries(
      all.flatMap(([key, value], n) => [
        [`GIT_CONFIG_KEY_${n}`, key],
        [`GIT_CONFIG_VALUE_${n}`, value],
      ]),
    ),
  }
}

/** The header goes to the server that `args` names and to no other, whatever it redirects to. */
function tokenSettings(args: readonly string[], token: string | undefined): Setting[] {
  if (token === undefined) return []
  if (!/^[\x21-\x7e]+$/.test(token)) throw new RangeError('git: the token is no header value')
  const address = args.find((arg) => /^https?:\/\//.test(arg))
  if (address === undefined) return []
  const { origin } = new URL(address)
  return [[`http.${origin}/.extraHeader`, `Authorization: Basic ${basicCredentials(token)}`]]
}
