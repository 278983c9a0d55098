import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findPrivateRedis } from '@millwright/redis'
import { pathVariable } from './path-variable.ts'
import { root } from './root.ts'

/** `millwright up`, running; started again when something kills it, as systemd would. */
export interface Service {
  /** The process of this moment. */
  pid(): number | undefined
  /** Every process' log, one JSON object a line. */
  logFile: string
  close(): Promise<void>
}

/** Longer than `millwright up` itself waits for its workers and then for the rest. */
const CLOSE_MS_MAX = 60_000
const RESTARTS_MAX = 10
const RESTART_MS = 500

/** Starts the whole service the way an operator does, with an environment that holds no secret. */
export function startService(options: { config: string; dir: string; workers: number }): Service {
  const logFile = join(options.dir, 'service.log')
  const log = createWriteStream(logFile, { flags: 'a' })
  let isClosing = false
  let restarts = 0
  let child = launch()
  let gone = whenGone()

  function launch(): ChildProcess {
    const bin = join(root, 'apps', 'cli', 'bin', 'millwright.js')
    const args = [bin, 'up', '--config', options.config, '--workers', String(options.workers)]
    const started = spawn(process.execPath, args, {
      cwd: options.dir,
      // Ctrl-C reaches us alone, and we ask it to stop; the channel tells it when we are killed.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { PATH: pathVariable(), HOME: options.dir, LANG: 'C.UTF-8' },
    })
    started.stdout?.pipe(log, { end: false })
    started.stderr?.pipe(log, { end: false })
    return started
  }

  async function whenGone(): Promise<void> {
    await once(child, 'exit')
    await sleep(isClosing ? 0 : RESTART_MS)
    if (isClosing || restarts >= RESTARTS_MAX) return
    restarts += 1
    child = launch()
    gone = whenGone()
  }

  return {
    pid: () => child.pid,
    logFile,
    close: async () => {
      isClosing = true
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), CLOSE_MS_MAX)
      await gone
      clearTimeout(timer)
      // Killed a moment ago, it has left its Redis to the next one, which will not come.
      await (await findPrivateRedis(join(options.dir, 'data')))?.close()
      log.end()
    },
  }
}
