import { nearestName } from '@millwright/config'
import { RepositoryName } from '@millwright/protocol'
import { EVERYWHERE } from '@millwright/store'
import { z } from 'zod'
import { whoAsks } from '../access/who-asks.ts'
import { ApiError, actor } from '../api-schemas.ts'
import { askPause } from '../ask-pause.ts'
import { ACTIONS_PER_MINUTE, ANSWER_MS_MAX } from '../limits.ts'
import { StatusError } from '../status-error.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'

const Body = z.object({ repo: RepositoryName.optional(), actor: actor.optional() }).nullish()
const refusals = { 400: ApiError, 401: ApiError, 403: ApiError, 404: ApiError, 429: ApiError }
const Answer = z.object({ action: z.enum(['pause', 'resume']), scope: z.string() })

/** Stopping and starting the beginning of new work, in a repository or everywhere. */
export function addPauses(server: StatusServer, parts: StatusParts): void {
  for (const [kind, summary] of [
    ['pause', 'Let nothing new begin'],
    ['resume', 'Take up again what waited'],
  ] as const) {
    server.post(`/api/v1/${kind}`, {
      handlerTimeout: ANSWER_MS_MAX,
      config: { rateLimit: { max: ACTIONS_PER_MINUTE } },
      preParsing: parts.access.require('operator'),
      schema: {
        summary,
        security: [{ token: [] }],
        body: Body,
        response: { 202: Answer, ...refusals },
      },
      handler: async (request, reply) => {
        const { body, ip } = request
        const scope = body?.repo ?? EVERYWHERE
        // A pause that was left behind by an earlier configuration can still be taken back.
        const isLeft = kind === 'resume' && (await isPaused(parts, scope))
        if (body?.repo && !isLeft) requireConfigured(parts, body.repo)
        const actor = whoAsks(parts.access, request, body?.actor)
        await askPause(parts, kind, scope, { actor, from: ip })
        return reply.code(202).send({ action: kind, scope })
      },
    })
  }
}

async function isPaused({ store }: StatusParts, wanted: string): Promise<boolean> {
  const pauses = await store.listPauses()
  return pauses.some(({ scope }) => scope === wanted)
}

/** Refuses what would stop or start nothing: a name that is not in the configuration. */
function requireConfigured({ config }: StatusParts, repo: string): void {
  if (Object.hasOwn(config.repositories, repo)) return
  const meant = nearestName(repo, Object.keys(config.repositories))
  const hint = meant === null ? ': nothing is done there' : `; did you mean ${meant}?`
  throw new StatusError('MW_NOT_FOUND', `${repo} is not in the configuration${hint}`)
}
