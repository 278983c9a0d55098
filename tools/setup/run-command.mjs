import { spawn } from 'node:child_process'

/** @type {readonly NodeJS.Signals[]} */
const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs the command with our own standard streams, passes signals on to it and waits for it.
 *
 * @param {readonly string[]} argv
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ exitCode: number } | { signal: NodeJS.Signals }>} how it ended
 */
export function runCommand(argv, { cwd, env }) {
  const [command = '', ...args] = argv
  const child = spawn(command, args, { cwd, env, stdio: 'inherit' })
  const handlers = passedOn.map((signal) => {
    const handler = () => {
      // A terminal gives Ctrl-C to the whole foreground group: the command has it already, and
      // must not take ours for a second one.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    }
    process.on(signal, handler)
    return { signal, handler }
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exitCode, signal) => {
      for (const { signal, handler } of handlers) process.off(signal, handler)
      resolve(signal ? { signal } : { exitCode: exitCode ?? 1 })
    })
  })
}
