import type { Config } from '@millwright/config'
import type { Logger } from '@millwright/logger'
import { createModel, type Model } from '@millwright/model'
import type { WorkerParts } from './worker-parts.ts'

/**
 * Says which model a task is worked on with: the configured one, or that of its template where the
 * operator allows it by name. A template is no way to a model that nobody has agreed to pay for.
 */
export function modelsOf({ model }: Config, logger: Logger): WorkerParts['modelFor'] {
  const models = new Map<string, Model>()
  const open = (name: string): Model => {
    const known = models.get(name)
    if (known) return known
    const { base_url: baseUrl, api_key: apiKey, max_tokens: maxTokens, prices } = model
    const opened = createModel({ baseUrl, apiKey, name, maxTokens, prices, logger })
    models.set(name, opened)
    return opened
  }
  return ({ model: wanted = model.name }) => {
    const isAllowed = wanted === model.name || model.allow.includes(wanted)
    if (!isAllowed) logger.warn({ wanted }, 'model.allow does not name the model of a template')
    return open(isAllowed ? wanted : model.name)
  }
}
