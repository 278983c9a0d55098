import { promptNumbers } from '@millwright/store'
import { z } from 'zod'
import { ApiError } from '../api-schemas.ts'
import { ANSWER_MS_MAX } from '../limits.ts'
import { StatusError } from '../status-error.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'
import { describeTemplate } from '../templates/describe-template.ts'
import {
  Hash,
  Name,
  TemplateHistory,
  TemplateList,
  TemplateVersion,
} from '../templates/template-schemas.ts'

const Missing = { 400: ApiError, 404: ApiError }
/** Tasks of a version that one answer names. */
export const USES_MAX = 100

/** The prompts in use, where the last edit went wrong, and every version with its text. */
export function addTemplates(server: StatusServer, { store }: StatusParts): void {
  server.get('/api/v1/templates', {
    handlerTimeout: ANSWER_MS_MAX,
    schema: {
      summary: 'The prompt templates in use, and the edit that is refused',
      response: { 200: TemplateList },
    },
    handler: async () => ({
      prompts: await store.readPromptsInUse(),
      rollouts: await store.listRollouts(),
    }),
  })

  server.get('/api/v1/templates/:name', {
    handlerTimeout: ANSWER_MS_MAX,
    schema: {
      summary: 'The versions of one template that are kept, with what became of their tasks',
      params: z.object({ name: Name }),
      response: { 200: TemplateHistory, ...Missing },
    },
    handler: async ({ params: { name } }) => {
      const described = await describeTemplate(store, name)
      if (described === null) throw notFound()
      return described
    },
  })

  server.get('/api/v1/templates/:name/:hash', {
    handlerTimeout: ANSWER_MS_MAX,
    schema: {
      summary: 'One version of a template, whole, as the tasks that name it were made from it',
      params: z.object({ name: Name, hash: Hash }),
      response: { 200: TemplateVersion, ...Missing },
    },
    handler: async ({ params: { name, hash } }) => {
      const version = await store.getPromptVersion(hash)
      if (version?.name !== name) throw notFound()
      const uses = await store.listPromptUses(hash)
      const newest = uses.toSorted((a, b) => (a.opened_at < b.opened_at ? 1 : -1))
      return { version, numbers: promptNumbers(uses), uses: newest.slice(0, USES_MAX) }
    },
  })
}

function notFound(): StatusError {
  return new StatusError(
    'MW_NOT_FOUND',
    'this template or version is not kept, or no longer: millwright prompts numbers lists those that are',
  )
}
