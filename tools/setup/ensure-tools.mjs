import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findOnPath, isOnPath, isRunnable } from './find-on-path.mjs'
import { installLine } from './package-manager.mjs'
import { say, secondsSince } from './say.mjs'
import { SetupError } from './setup-error.mjs'
import { openUnpacker } from './unpack-packages.mjs'
import { writeLauncher } from './write-launcher.mjs'

/**
 * A program that the service needs besides Node.js.
 *
 * @typedef {object} Tool
 * @property {'redis' | 'bubblewrap' | 'chromium'} name also of its folder in .millwright/tools
 * @property {readonly string[]} commands any of them will do, best first
 * @property {readonly string[]} companions come with it and are put beside it when they are there
 * @property {readonly (readonly string[])[]} packages sets of Debian packages, best first
 * @property {Readonly<Record<string, string>>} [programs] where a command's program lies in its
 *   package, when it is not in a folder of programs
 * @property {(path: string, signal: AbortSignal) => Promise<SetupError | null>} check really
 *   starts it; null when it serves
 * @property {boolean} isOwnCopyUseful whether a copy of ours may work where the machine's does not
 */

/**
 * Finds the tools, or unpacks those that are missing into `.millwright/tools`.
 * MILLWRIGHT_SETUP_IGNORE_PATH_TOOLS=1 makes it blind to the machine's own, for tests.
 *
 * @param {readonly Tool[]} tools
 * @param {string} root
 * @param {AbortSignal} signal
 * @returns {Promise<void>} throws SetupError
 */
export async function ensureTools(tools, root, signal) {
  const folder = join(root, '.millwright', 'tools')
  const missing = []
  for (const tool of tools) if (!(await isServed(tool, folder, signal))) missing.push(tool)
  if (missing.length === 0) return

  const fix = installLine(missing.map(({ name }) => name))
  if (!isOnPath('apt-get') || !isOnPath('dpkg')) {
    throw new SetupError(`missing: ${missing.map(({ name }) => name).join(', ')}`, fix)
  }
  const unpacker = openUnpacker(join(folder, 'scratch'), signal)
  try {
    for (const tool of missing) await unpackTool(tool, { folder, unpacker, fix, signal })
  } finally {
    unpacker.close()
  }
}

/**
 * @param {Tool} tool
 * @param {string} folder
 * @param {AbortSignal} signal
 * @returns {Promise<boolean>} throws SetupError when a copy of ours could not help either
 */
async function isServed(tool, folder, signal) {
  const own = tool.commands.map((command) => join(folder, 'bin', command)).filter(isRunnable)
  const machine = process.env.MILLWRIGHT_SETUP_IGNORE_PATH_TOOLS
    ? []
    : tool.commands.map(findOnPath).filter((path) => path !== null)
  for (const path of [...machine, ...own]) {
    const problem = await tool.check(path, signal)
    if (!problem) return true
    if (!tool.isOwnCopyUseful) throw problem
    say(problem.message)
  }
  return false
}

/**
 * @param {Tool} tool
 * @param {{ folder: string, unpacker: import('./unpack-packages.mjs').Unpacker, fix: string,
 *   signal: AbortSignal }} options
 */
async function unpackTool(tool, { folder, unpacker, fix, signal }) {
  const startedMs = performance.now()
  const home = join(folder, tool.name)
  say(`${tool.name}: not found; unpacking its Debian package into ${home}`)
  // Everything is made beside its place and moved there at the end, so that a set-up that is
  // killed leaves nothing that looks finished.
  const fresh = `${home}.new`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true })
  const why = await unpacker.unpack(tool.packages, fresh)
  if (why) {
    rmSync(fresh, { recursive: true, force: true })
    throw new SetupError(`${tool.name} is missing: ${why}`, fix)
  }
  rmSync(home, { recursive: true, force: true })
  renameSync(fresh, home)
  for (const command of tool.companions) writeLauncher(folder, tool.name, command)
  const launchers = tool.commands.map((command) =>
    writeLauncher(folder, tool.name, command, tool.programs?.[command]),
  )
  const launcher = launchers.find((path) => path !== null)
  if (!launcher) throw new SetupError(`${tool.name}: its package holds no program`, fix)
  const problem = await tool.check(launcher, signal)
  if (problem) throw problem
  say(`${tool.name}: ready as ${launcher} (${secondsSince(startedMs)})`)
}
