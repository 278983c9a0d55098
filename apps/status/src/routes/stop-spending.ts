import { z } from 'zod'
import { whoAsks } from '../access/who-asks.ts'
import { ActionBody, ApiError } from '../api-schemas.ts'
import { askStopSpending } from '../ask-pause.ts'
import { ACTIONS_PER_MINUTE, ANSWER_MS_MAX } from '../limits.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'

const Answer = z.object({ action: z.literal('stop_spending') })
const refusals = { 400: ApiError, 401: ApiError, 403: ApiError, 429: ApiError }

/** The big red button: no model is paid from now on. */
export function addStopSpending(server: StatusServer, parts: StatusParts): void {
  server.post('/api/v1/stop-spending', {
    handlerTimeout: ANSWER_MS_MAX,
    config: { rateLimit: { max: ACTIONS_PER_MINUTE } },
    preParsing: parts.access.require('operator'),
    schema: {
      summary: 'Pause everything and cancel what is at work; resume lets new work begin',
      security: [{ token: [] }],
      body: ActionBody,
      response: { 202: Answer, ...refusals },
    },
    handler: async (request, reply) => {
      const actor = whoAsks(parts.access, request, request.body?.actor)
      await askStopSpending(parts, { actor, from: request.ip })
      return reply.code(202).send({ action: 'stop_spending' as const })
    },
  })
}
