import { join } from 'node:path'
import { bubblewrapTool } from './bubblewrap-tool.mjs'
import { build } from './build.mjs'
import { checkMachine } from './check-machine.mjs'
import { ensureTools } from './ensure-tools.mjs'
import { installPackages } from './install-packages.mjs'
import { limitsMs } from './limits.mjs'
import { redisTool } from './redis-tool.mjs'
import { say, secondsSince } from './say.mjs'
import { takeTurn } from './take-turn.mjs'

/**
 * Makes this machine ready to run Millwright from `root`: does what is missing and nothing else.
 * Writes only to node_modules, .millwright and the packages' dist folders.
 *
 * @param {string} root
 * @param {AbortSignal} signal
 * @param {readonly import('./ensure-tools.mjs').Tool[]} [moreTools] what the service itself does
 *   not need
 * @returns {Promise<void>} throws SetupError, or the abort's reason
 */
export async function setUp(root, signal, moreTools = []) {
  const startedMs = performance.now()
  const release = await takeTurn(root, { work: 'set-up', waitMs: limitsMs.turn, signal })
  try {
    await checkMachine(signal)
    await installPackages(root, signal)
    await ensureTools([redisTool, bubblewrapTool, ...moreTools], root, signal)
    await build(root, signal)
  } finally {
    release()
  }
  signal.throwIfAborted()
  say(`ready (${secondsSince(startedMs)})`)
}

/**
 * @param {string} root
 * @returns {string} PATH with the tools that set-up has unpacked in front
 */
export function pathWithTools(root) {
  return `${join(root, '.millwright', 'tools', 'bin')}:${process.env.PATH ?? ''}`
}
