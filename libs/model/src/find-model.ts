import { Anthropic, NotFoundError } from '@anthropic-ai/sdk'
import { clientOptions } from './client-options.ts'
import type { ModelOptions } from './create-model.ts'
import { toModelError } from './to-model-error.ts'

/**
 * Whether the provider has a model, with the key that it takes; asking costs nothing
 * (https://platform.claude.com/docs/en/api/models/retrieve). `not told`: the server lists no models,
 * as many that only speak the Messages API. Throws ModelError when it cannot be asked.
 */
export async function findModel(
  options: Pick<ModelOptions, 'baseUrl' | 'apiKey' | 'name'>,
  signal: AbortSignal,
): Promise<'known' | 'unknown' | 'not told'> {
  const client = new Anthropic(clientOptions(options))
  try {
    await client.models.retrieve(options.name, {}, { signal })
    return 'known'
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw toModelError(signal.reason ?? error)
    return error.type === 'not_found_error' ? 'unknown' : 'not told'
  }
}
