import type { Config } from '@millwright/config'
import type { Logger, Redactor } from '@millwright/logger'
import type { Queues } from '@millwright/queue'
import type { Store } from '@millwright/store'
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Redis } from 'ioredis'
import type { Access } from './access/create-access.ts'

/** What the routes work with; put together once, in `main.ts`. */
export interface StatusParts {
  readonly config: Config
  readonly access: Access
  readonly redis: Redis
  readonly store: Store
  readonly queues: Queues
  readonly logger: Logger
  /** Everything that leaves passes through it. */
  readonly redact: Redactor
  readonly version: string
}

/** The HTTP server, with requests and answers typed by zod schemas. */
export type StatusServer = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>
