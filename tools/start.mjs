// The way in: `node tools/start.mjs <command> [arguments]` sets up what is missing, then runs the
// command. Plain JavaScript without packages, because node_modules may not exist yet.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromiumTool } from './setup/chromium-tool.mjs'
import { runCommand } from './setup/run-command.mjs'
import { pathWithTools, setUp } from './setup/set-up.mjs'
import { SetupError } from './setup/setup-error.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** @type {Record<string, readonly string[]>} */
const commands = {
  setup: [],
  millwright: ['apps/cli/bin/millwright.js'],
  demo: ['apps/cli/bin/millwright.js', 'demo'],
  up: ['apps/cli/bin/millwright.js', 'up'],
  bench: ['apps/e2e/dist/bench/main.js'],
  'bench-stops': ['apps/e2e/dist/bench/stops.js'],
  test: ['--import', 'tsx', 'tools/run-tests.ts'],
  chaos: ['apps/e2e/dist/faults/main.js'],
  'chaos-lead': ['--import', 'tsx', '--conditions=@millwright/source', 'tools/chaos-lead.ts'],
  long: ['--import', 'tsx', 'tools/run-tests.ts', '--config', 'vitest.long.config.ts'],
  hostile: ['--import', 'tsx', 'tools/run-tests.ts', '--config', 'vitest.hostile.config.ts'],
  check: ['--import', 'tsx', 'tools/run-checks.ts'],
}

const [name = '', ...args] = process.argv.slice(2)
const command = Object.hasOwn(commands, name) ? commands[name] : undefined
if (!command) {
  process.stderr.write(`usage: node tools/start.mjs ${Object.keys(commands).join('|')} [...]\n`)
  process.exit(2)
}

if ((await isSetUp()) && command.length > 0) {
  // What makes the set-up blind to the machine's tools is not for the command.
  const { MILLWRIGHT_SETUP_IGNORE_PATH_TOOLS: _, ...env } = process.env
  const absolute = command.map((word) => (word.startsWith('apps/') ? join(root, word) : word))
  const ending = await runCommand([process.execPath, ...absolute, ...args], {
    // npm moves to the root; files in the arguments are named from where they were typed.
    cwd: name === 'millwright' ? (process.env.INIT_CWD ?? process.cwd()) : root,
    env: { ...env, PATH: pathWithTools(root) },
  })
  if ('signal' in ending) process.kill(process.pid, ending.signal)
  else process.exitCode = ending.exitCode
}

/**
 * Runs the set-up; a signal stops it with everything it has started.
 *
 * @returns {Promise<boolean>}
 */
async function isSetUp() {
  const stop = new AbortController()
  /** @type {NodeJS.Signals | undefined} */
  let stoppedBy
  const onSignal = (/** @type {NodeJS.Signals} */ signal) => {
    stoppedBy = signal
    stop.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal)
  try {
    // The long tests look at the dashboard with a browser.
    await setUp(root, stop.signal, name === 'long' ? [chromiumTool] : [])
    return true
  } catch (error) {
    if (stoppedBy === undefined) explain(error)
    return false
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, onSignal)
    if (stoppedBy !== undefined) process.kill(process.pid, stoppedBy)
  }
}

/** @param {unknown} error */
function explain(error) {
  process.exitCode = 1
  if (!(error instanceof SetupError)) throw error
  process.stderr.write(`set-up: ${error.message}\nset-up: to go on, type:\n  ${error.fix}\n`)
}
