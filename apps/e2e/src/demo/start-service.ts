import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.ts'

/** `millwright up`, running. */
export interface Service {
  process: ChildProcess
  /** Every process' log, one JSON object a line. */
  logFile: string
  close(): Promise<void>
}

const CLOSE_MS_MAX = 30_000

/** Starts the whole service the way an operator does, with an environment that holds no secret. */
export function startService(options: { config: string; dir: string; workers: number }): Service {
  const bin = join(root, 'apps', 'cli', 'bin', 'millwright.js')
  const logFile = join(options.dir, 'service.log')
  const log = createWriteStream(logFile, { flags: 'a' })
  const args = [bin, 'up', '--config', options.config, '--workers', String(options.workers)]
  const child = spawn(process.execPath, args, {
    cwd: options.dir,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: pathVariable(), HOME: options.dir, LANG: 'C.UTF-8' },
  })
  child.stdout.pipe(log, { end: false })
  child.stderr.pipe(log, { end: false })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    process: child,
    logFile,
    close: async () => {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), CLOSE_MS_MAX)
      await gone
      clearTimeout(timer)
      log.end()
    },
  }
}

/** Where the service finds git, redis and bubblewrap; node's own folder comes first. */
function pathVariable(): string {
  const own = join(process.execPath, '..')
  return `${own}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`
}
