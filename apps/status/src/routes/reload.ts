import { z } from 'zod'
import { whoAsks } from '../access/who-asks.ts'
import { ActionBody, ApiError } from '../api-schemas.ts'
import { audit } from '../audit.ts'
import { ACTIONS_PER_MINUTE, ANSWER_MS_MAX } from '../limits.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'

const Answer = z.object({ action: z.literal('reload') })
const refusals = { 400: ApiError, 401: ApiError, 403: ApiError, 429: ApiError }

/** For prompts on a file system that tells of no changes. */
export function addReload(server: StatusServer, parts: StatusParts): void {
  server.post('/api/v1/templates/reload', {
    handlerTimeout: ANSWER_MS_MAX,
    config: { rateLimit: { max: ACTIONS_PER_MINUTE } },
    preParsing: parts.access.require('operator'),
    schema: {
      summary: 'Read the folders of prompts and rules again; GET templates says what came of it',
      security: [{ token: [] }],
      body: ActionBody,
      response: { 202: Answer, ...refusals },
    },
    handler: async (request, reply) => {
      const actor = whoAsks(parts.access, request, request.body?.actor)
      const action = 'reload' as const
      await audit(parts, { actor, action, target: 'prompts', from: request.ip, detail: '' })
      await parts.queues.maintenance.add({ kind: action, actor })
      parts.logger.info({ action, actor }, 'action asked for')
      return reply.code(202).send({ action })
    },
  })
}
