import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '@millwright/logger'
import type { ChildSpec } from './child-plan.ts'
import { followLines } from './follow-lines.ts'
import { RestartPolicy } from './restart-policy.ts'

export interface Watch {
  readonly logger: Logger
  /** Gets each line that the process prints. */
  onLine(line: string, spec: ChildSpec, pid: number): void
  /** Called once when the process ends again and again. */
  onGivenUp(spec: ChildSpec): void
}

/**
 * One process that is started again whenever it ends, with growing pauses, until it is stopped or
 * ends too often. It runs in a process group of its own, so that Ctrl-C does not reach it before
 * us, and has an IPC channel, whose end tells it that we are gone.
 */
export class SupervisedProcess {
  readonly spec: ChildSpec
  readonly #watch: Watch
  readonly #policy: RestartPolicy
  #child: ChildProcess | null = null
  #restart: NodeJS.Timeout | undefined
  #isStopping = false

  constructor(spec: ChildSpec, watch: Watch, policy = new RestartPolicy()) {
    this.spec = spec
    this.#watch = watch
    this.#policy = policy
    this.#start()
  }

  /** Null while it does not run. */
  get pid(): number | null {
    return this.#child?.pid ?? null
  }

  /** Asks it to end, kills its whole group when it has not after `graceMs`, and does not restart. */
  async stop(graceMs: number): Promise<void> {
    this.#isStopping = true
    clearTimeout(this.#restart)
    const child = this.#child
    if (child === null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    const late = new AbortController()
    const deadline = sleep(graceMs, 'late', { signal: late.signal }).catch(() => 'gone')
    if ((await Promise.race([gone, deadline])) === 'late') {
      this.#watch.logger.warn({ child: this.spec.name, graceMs }, 'killed: it did not stop in time')
      this.kill()
      await gone
    }
    late.abort()
  }

  /** SIGKILL for its whole group; a `stop` that waits goes on. */
  kill(): void {
    const pid = this.#child?.pid
    if (pid === undefined) return
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      // The group has ended by itself.
    }
  }

  #start(): void {
    const { spec } = this
    this.#policy.started()
    const child = spawn(process.execPath, [...spec.argv], {
      env: spec.env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    this.#child = child
    const { stdout, stderr, pid } = child
    for (const stream of [stdout, stderr]) {
      if (stream) followLines(stream, (line) => this.#watch.onLine(line, spec, pid ?? 0))
    }
    child.once('error', (err) => this.#watch.logger.error({ err, child: spec.name }, 'not started'))
    child.once('exit', (code, signal) => this.#ended({ code, signal, pid }))
    // A process that could not be started at all has no exit to report.
    if (pid === undefined) this.#ended({ code: null, signal: null, pid })
    else this.#watch.logger.info({ child: spec.name, childPid: pid }, 'started')
  }

  #ended(how: { code: number | null; signal: string | null; pid: number | undefined }): void {
    this.#child = null
    const { logger } = this.#watch
    const fields = { child: this.spec.name, childPid: how.pid, code: how.code, signal: how.signal }
    if (this.#isStopping) {
      logger.info(fields, 'stopped')
      return
    }
    const waitMs = this.#policy.nextWaitMs()
    if (waitMs === null) {
      logger.error(fields, 'ended too often')
      this.#watch.onGivenUp(this.spec)
      return
    }
    logger.warn({ ...fields, waitMs }, 'ended, will be started again')
    this.#restart = setTimeout(() => this.#start(), waitMs)
  }
}
