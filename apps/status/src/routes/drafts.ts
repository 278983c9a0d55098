import { z } from 'zod'
import { whoAsks } from '../access/who-asks.ts'
import { ApiError } from '../api-schemas.ts'
import { audit } from '../audit.ts'
import { ACTIONS_PER_MINUTE, ANSWER_MS_MAX, DRAFT_BYTES_MAX } from '../limits.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'
import { checkDraft } from '../templates/check-draft.ts'
import { previewTemplate, refusal } from '../templates/preview-template.ts'
import {
  DraftBody,
  LintAnswer,
  Name,
  PreviewAnswer,
  PreviewBody,
  refusals,
  SavedDraft,
} from '../templates/template-schemas.ts'

const params = z.object({ name: Name })
const security = [{ token: [] }]

/** Trying a text before anything is made from it: none of this changes what tasks are given. */
export function addDrafts(server: StatusServer, parts: StatusParts): void {
  const { access, store, config } = parts
  const options = {
    handlerTimeout: ANSWER_MS_MAX,
    bodyLimit: DRAFT_BYTES_MAX,
    preParsing: access.require('operator'),
  }

  server.post('/api/v1/templates/:name/lint', {
    ...options,
    schema: {
      summary: 'Everything that is wrong with a text, with its place',
      ...{ params, security, body: DraftBody, response: { 200: LintAnswer, ...refusals } },
    },
    handler: async ({ params: { name }, body: { text } }) =>
      (await checkDraft(config, name, text)).answer,
  })

  server.post('/api/v1/templates/:name/preview', {
    ...options,
    schema: {
      summary: 'The prompt of a text or version, with a past failure or a fixture',
      ...{ params, security, body: PreviewBody },
      response: { 200: PreviewAnswer, 422: ApiError, ...refusals },
    },
    handler: ({ params: { name }, body }) => previewTemplate({ store, config }, name, body),
  })

  server.post('/api/v1/templates/:name/versions', {
    ...options,
    config: { rateLimit: { max: ACTIONS_PER_MINUTE } },
    schema: {
      summary: 'Keep a text as a version that can be promoted or tried',
      ...{ params, security, body: DraftBody },
      response: { 201: SavedDraft, 422: ApiError, ...refusals },
    },
    handler: async (request, reply) => {
      const { name } = request.params
      const { text, actor: said } = request.body
      const { template, answer } = await checkDraft(config, name, text)
      if (!template || !answer.ok) throw refusal(answer.problems[0])
      const { hash, files } = template
      const actor = whoAsks(access, request, said)
      const from = request.ip
      await audit(parts, { actor, action: 'keep draft', target: name, from, detail: hash })
      const at = new Date().toISOString()
      await store.savePromptVersion({ hash, name, at, files: [...files] }, false)
      return reply.code(201).send({ name, hash })
    },
  })
}
