import { createHealth } from '../create-health.ts'
import { Health, Probe } from '../service-schemas.ts'
import { StatusError } from '../status-error.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'

/** For machines that watch: is the process alive, can it serve, and how is everything else. */
export function addProbes(server: StatusServer, parts: StatusParts): void {
  const health = createHealth(parts)
  const config = { rateLimit: false } as const

  server.get('/live', {
    config,
    schema: { summary: 'The process answers', response: { 200: Probe } },
    handler: async () => ({ status: 'ok' }),
  })

  server.get('/ready', {
    config,
    schema: { summary: 'Redis can be reached', response: { 200: Probe } },
    handler: async () => {
      if ((await health.pingMs()) === null) {
        throw new StatusError(
          'MW_REDIS_AWAY',
          'Redis cannot be reached: start it, or correct redis.url',
        )
      }
      return { status: 'ready' }
    },
  })

  server.get('/health', {
    config,
    schema: { summary: 'Each part with its age', response: { 200: Health, 503: Health } },
    handler: async (_request, reply) => {
      const answer = await health.read()
      reply.code(answer.status === 'down' ? 503 : 200)
      return answer
    },
  })
}
