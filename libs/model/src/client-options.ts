import type { Anthropic } from '@anthropic-ai/sdk'
import type { ModelOptions } from './create-model.ts'

/** How long a request may take unless told otherwise; see `requestMsMax`. */
export const REQUEST_MS_MAX = 600_000

/** How every client of the SDK is made: nothing is read from the environment. */
export function clientOptions(
  options: Pick<ModelOptions, 'baseUrl' | 'apiKey' | 'requestMsMax'>,
): ConstructorParameters<typeof Anthropic>[0] {
  // Without a key the SDK would look for credentials in the environment and in home directories.
  const apiKey = options.apiKey ?? 'none'
  // Anthropic takes the bearer token that the SDK sends; many others read only `x-api-key`.
  const isAnthropic = options.baseUrl === undefined || options.baseUrl === ANTHROPIC_URL
  return {
    apiKey,
    baseURL: options.baseUrl ?? ANTHROPIC_URL,
    // The caller repeats: each failure has its own policy and counter, which would miss the SDK's.
    maxRetries: 0,
    timeout: options.requestMsMax ?? REQUEST_MS_MAX,
    logLevel: 'off',
    ...(isAnthropic ? {} : { defaultHeaders: { 'x-api-key': apiKey } }),
  }
}

const ANTHROPIC_URL = 'https://api.anthropic.com'
