import { PromptsInUse, PromptVersion } from '@millwright/store'
import { z } from 'zod'
import { ApiError } from '../api-schemas.ts'
import { ANSWER_MS_MAX } from '../limits.ts'
import { StatusError } from '../status-error.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'

const Name = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/)
const Hash = z.string().regex(/^sha256:[0-9a-f]{64}$/)
const Missing = { 400: ApiError, 404: ApiError }

export const TemplateList = z.object({
  /** Null before a lead has loaded any. */
  prompts: PromptsInUse.nullable(),
})
export const TemplateHistory = z.object({
  name: Name,
  /** The one loaded last first. */
  versions: z.array(z.object({ hash: z.string(), at: z.iso.datetime(), in_use: z.boolean() })),
})
export const TemplateVersion = z.object({ version: PromptVersion })

/** The prompts in use, where the last edit went wrong, and every version with its text. */
export function addTemplates(server: StatusServer, { store }: StatusParts): void {
  server.get('/api/v1/templates', {
    handlerTimeout: ANSWER_MS_MAX,
    schema: {
      summary: 'The prompt templates in use, and the edit that is refused',
      response: { 200: TemplateList },
    },
    handler: async () => ({ prompts: await store.readPromptsInUse() }),
  })

  server.get('/api/v1/templates/:name', {
    handlerTimeout: ANSWER_MS_MAX,
    schema: {
      summary: 'The versions of one template that are kept, the one loaded last first',
      params: z.object({ name: Name }),
      response: { 200: TemplateHistory, ...Missing },
    },
    handler: async ({ params: { name } }) => {
      const versions = await store.listPromptVersions(name)
      if (versions.length === 0) throw notFound()
      const inUse = (await store.readPromptsInUse())?.templates.map(({ hash }) => hash)
      const rows = versions.map(({ hash, at }) => ({
        ...{ hash, at },
        in_use: inUse?.includes(hash) === true,
      }))
      return { name, versions: rows }
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
      return { version }
    },
  })
}

function notFound(): StatusError {
  return new StatusError('MW_NOT_FOUND', 'this template or version is not kept, or no longer')
}
