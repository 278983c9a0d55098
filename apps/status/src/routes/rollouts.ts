import { z } from 'zod'
import { whoAsks } from '../access/who-asks.ts'
import { ACTIONS_PER_MINUTE, ANSWER_MS_MAX } from '../limits.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'
import { askRollout } from '../templates/ask-rollout.ts'
import {
  CanaryBody,
  Name,
  PromoteBody,
  RollbackBody,
  RolloutAnswer,
  refusals,
} from '../templates/template-schemas.ts'

const schema = {
  security: [{ token: [] }],
  params: z.object({ name: Name }),
  response: { 202: RolloutAnswer, ...refusals },
}

/** Which version of a template new tasks are made from; the lead does what is asked for here. */
export function addRollouts(server: StatusServer, parts: StatusParts): void {
  const { access } = parts
  const options = {
    handlerTimeout: ANSWER_MS_MAX,
    config: { rateLimit: { max: ACTIONS_PER_MINUTE } },
    preParsing: access.require('operator'),
  }

  server.post('/api/v1/templates/:name/promote', {
    ...options,
    schema: { ...schema, summary: 'Use a version from now on', body: PromoteBody },
    handler: async (request, reply) => {
      const { name } = request.params
      const { hash: wanted, actor: said } = request.body
      const wish = { name, hash: wanted, actor: whoAsks(access, request, said), from: request.ip }
      const hash = await askRollout(parts, { kind: 'promote' }, wish)
      return reply.code(202).send({ action: 'promote', name, hash })
    },
  })

  server.post('/api/v1/templates/:name/rollback', {
    ...options,
    schema: { ...schema, summary: 'Go back to the version used before', body: RollbackBody },
    handler: async (request, reply) => {
      const { name } = request.params
      const { hash: wanted, actor: said } = request.body ?? {}
      const wish = { name, hash: wanted, actor: whoAsks(access, request, said), from: request.ip }
      const hash = await askRollout(parts, { kind: 'rollback' }, wish)
      return reply.code(202).send({ action: 'rollback', name, hash })
    },
  })

  server.post('/api/v1/templates/:name/canary', {
    ...options,
    schema: { ...schema, summary: 'Try a version on a share of the tasks', body: CanaryBody },
    handler: async (request, reply) => {
      const { name } = request.params
      const { hash: wanted, share, actor: said } = request.body
      const wish = { name, hash: wanted, actor: whoAsks(access, request, said), from: request.ip }
      const hash = await askRollout(parts, { kind: 'canary', share }, wish)
      return reply.code(202).send({ action: 'canary', name, hash })
    },
  })
}
