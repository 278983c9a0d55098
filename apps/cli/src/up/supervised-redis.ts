import type { Logger } from '@millwright/logger'
import { type PrivateRedis, startPrivateRedis } from '@millwright/redis'
import { RestartPolicy } from './restart-policy.ts'

/** The private server, started again whenever it ends. */
export class SupervisedRedis {
  readonly url: string
  readonly workerUrl: string
  readonly #dataDir: string
  readonly #logger: Logger
  readonly #onGivenUp: () => void
  readonly #policy = new RestartPolicy()
  #server: PrivateRedis
  #restart: NodeJS.Timeout | undefined
  #isStopping = false

  private constructor(server: PrivateRedis, options: SupervisedRedisOptions) {
    this.url = server.url
    this.workerUrl = server.workerUrl
    this.#dataDir = options.dataDir
    this.#logger = options.logger
    this.#onGivenUp = options.onGivenUp
    this.#server = server
    this.#follow(server)
  }

  /** Finds or starts the server. Throws RedisError when there is none to be had. */
  static async open(options: SupervisedRedisOptions): Promise<SupervisedRedis> {
    const { dataDir, logger } = options
    return new SupervisedRedis(await startPrivateRedis({ dataDir, logger }), options)
  }

  async close(): Promise<void> {
    this.#isStopping = true
    clearTimeout(this.#restart)
    await this.#server.close()
  }

  #follow(server: PrivateRedis): void {
    this.#server = server
    this.#policy.started()
    void server.exited.then(() => {
      if (this.#isStopping) return
      this.#logger.error({ redisPid: server.pid }, 'redis has ended')
      this.#startAgainSoon()
    })
  }

  #startAgainSoon(): void {
    const waitMs = this.#policy.nextWaitMs()
    if (waitMs === null) this.#onGivenUp()
    else this.#restart = setTimeout(() => void this.#startAgain(), waitMs)
  }

  async #startAgain(): Promise<void> {
    try {
      const server = await startPrivateRedis({ dataDir: this.#dataDir, logger: this.#logger })
      if (this.#isStopping) return await server.close()
      // The others know the address they were started with; a new one means starting them anew.
      if (server.url !== this.url) return this.#onGivenUp()
      this.#follow(server)
    } catch (err) {
      this.#logger.error({ err }, 'redis does not start')
      this.#policy.started()
      this.#startAgainSoon()
    }
  }
}

export interface SupervisedRedisOptions {
  readonly dataDir: string
  readonly logger: Logger
  /** Called when the server ends too often, or had to move to another port. */
  onGivenUp(): void
}
