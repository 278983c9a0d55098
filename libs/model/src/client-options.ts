import type { Anthropic } from '@anthropic-ai/sdk'
import { boundedFetch } from './bounded-fetch.ts'
import type { ModelOptions } from './create-model.ts'

/** How long a request may take unless told otherwise; see `requestMsMax`. */
export const REQUEST_MS_MAX = 600_000
const RETRIES_MAX = 2

/** How every client of the SDK is made: nothing is read from the environment. */
export function clientOptions(
  options: Pick<ModelOptions, 'baseUrl' | 'apiKey' | 'retriesMax' | 'requestMsMax'>,
): ConstructorParameters<typeof Anthropic>[0] {
  // Without a key the SDK would look for credentials in the environment and in home directories.
  const apiKey = options.apiKey ?? 'none'
  // Anthropic takes the bearer token that the SDK sends; many others read only `x-api-key`.
  const isAnthropic = options.baseUrl === undefined || options.baseUrl === ANTHROPIC_URL
  return {
    apiKey,
    baseURL: options.baseUrl ?? ANTHROPIC_URL,
    maxRetries: options.retriesMax ?? RETRIES_MAX,
    timeout: options.requestMsMax ?? REQUEST_MS_MAX,
    logLevel: 'off',
    fetch: boundedFetch,
    ...(isAnthropic ? {} : { defaultHeaders: { 'x-api-key': apiKey } }),
  }
}

const ANTHROPIC_URL = 'https://api.anthropic.com'
