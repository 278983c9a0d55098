import { spawn } from 'node:child_process'
import { limitsMs, outputBytesMax } from './limits.mjs'
import { say, secondsSince } from './say.mjs'

/**
 * @typedef {object} StepResult
 * @property {boolean} ok it ended by itself with exit code 0
 * @property {string} output the last bytes of what it printed, both streams
 * @property {string} why empty when ok, else one clause such as `stopped after 300 s`
 */

/**
 * Runs one command of the set-up in a process group of its own, so that stopping it stops all it
 * started. Never throws: a command that cannot start is a result too.
 *
 * @param {readonly string[]} argv
 * @param {{ timeoutMs: number, signal: AbortSignal, cwd?: string, env?: NodeJS.ProcessEnv,
 *   label?: string }} options a label asks for a line of progress now and then
 * @returns {Promise<StepResult>}
 */
export function runStep(argv, { timeoutMs, signal, cwd, env, label }) {
  const [command = '', ...args] = argv
  const startedMs = performance.now()
  const child = spawn(command, args, {
    cwd,
    env: env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let output = ''
  let why = ''
  const collect = (/** @type {Buffer} */ chunk) => {
    output = (output + chunk.toString()).slice(-outputBytesMax)
  }
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)

  /** @param {string} reason */
  const stop = (reason) => {
    why ||= reason
    killGroup(child.pid, 'SIGTERM')
    setTimeout(() => killGroup(child.pid, 'SIGKILL'), limitsMs.killGrace).unref()
  }
  const onAbort = () => stop('stopped')
  const timeout = setTimeout(() => stop(`stopped after ${timeoutMs / 1000} s`), timeoutMs)
  const still = setInterval(
    () => label && say(`${label}: still running (${secondsSince(startedMs)})`),
    limitsMs.stillRunning,
  )
  if (signal.aborted) onAbort()
  signal.addEventListener('abort', onAbort, { once: true })

  return new Promise((resolve) => {
    /** @param {string} ending */
    const finish = (ending) => {
      clearTimeout(timeout)
      clearInterval(still)
      signal.removeEventListener('abort', onAbort)
      why ||= ending
      resolve({ ok: why === '', output, why })
    }
    child.once('error', (error) => finish(`cannot be started (${error.message})`))
    child.once('close', (code, killedBy) =>
      finish(code === 0 ? '' : `ended with ${killedBy ?? `exit code ${code}`}`),
    )
  })
}

/**
 * @param {number | undefined} pid
 * @param {NodeJS.Signals} signal
 */
function killGroup(pid, signal) {
  if (pid === undefined) return
  try {
    process.kill(-pid, signal)
  } catch (error) {
    // The group is gone, which is what was wanted.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error
  }
}
