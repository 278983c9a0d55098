import type { Socket } from 'node:net'
import type { Target } from './admit.ts'
import type { ProxyLimits } from './proxy-limits.ts'

/** One thing that a client of the proxy asked for, and what became of it. */
export type Connection = Target & {
  /** `failed`: it was allowed, and did not come about or was cut at a limit. */
  verdict: 'allowed' | 'refused' | 'failed'
  /** Empty where all went well. */
  why: string
  /** Bytes sent to the host and received from it. */
  bytesUp: number
  bytesDown: number
  durationMs: number
}

type End = Pick<Connection, 'verdict' | 'why'>

/** A connection that is being served; ends once, whoever ends it. */
export type Entry = {
  /** Watches a socket to the host: its bytes, its silence, its age. */
  watch(upstream: Socket, cut: () => void): void
  end(end: End): void
}

/** Keeps account of one proxy's connections and cuts them at its limits. */
export class Ledger {
  readonly #limits: ProxyLimits
  readonly #tell: (connection: Connection) => void
  #open = 0
  #opened = 0
  #bytes = 0

  constructor(limits: ProxyLimits, tell: (connection: Connection) => void) {
    this.#limits = limits
    this.#tell = tell
  }

  /** Null, and told, when there have been enough of them. */
  open(target: Target): Entry | null {
    const { atOnce, connections, bytes } = this.#limits
    const isOver = this.#open >= atOnce || this.#opened >= connections || this.#bytes >= bytes
    if (isOver) {
      this.#tell({ ...target, ...refusal, bytesUp: 0, bytesDown: 0, durationMs: 0 })
      return null
    }
    this.#open += 1
    this.#opened += 1
    return this.#entry(target, performance.now())
  }

  #entry(target: Target, startedAt: number): Entry {
    let socket: Socket | null = null
    let life: NodeJS.Timeout | undefined
    let isOpen = true
    const end = ({ verdict, why }: End) => {
      if (!isOpen) return
      isOpen = false
      clearTimeout(life)
      this.#open -= 1
      const bytes = { bytesUp: socket?.bytesWritten ?? 0, bytesDown: socket?.bytesRead ?? 0 }
      const durationMs = Math.round(performance.now() - startedAt)
      this.#tell({ ...target, verdict, why, ...bytes, durationMs })
    }
    const watch = (upstream: Socket, cut: () => void) => {
      socket = upstream
      const stop = (why: string) => {
        end({ verdict: 'failed', why })
        cut()
      }
      life = setTimeout(() => stop('it lasted too long'), this.#limits.lifeMs)
      upstream.setTimeout(this.#limits.idleMs, () => stop('it was silent for too long'))
      let counted = 0
      const count = () => {
        const now = upstream.bytesRead + upstream.bytesWritten
        this.#bytes += now - counted
        counted = now
        if (this.#bytes > this.#limits.bytes) stop('the limit of bytes is reached')
      }
      upstream.on('data', count).on('drain', count).once('close', count)
    }
    return { watch, end }
  }
}

const refusal = { verdict: 'refused', why: 'the limit of connections or bytes is reached' } as const
