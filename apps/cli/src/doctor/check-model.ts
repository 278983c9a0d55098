import { secretsOf } from '@millwright/config'
import { createRedactor } from '@millwright/logger'
import { findModel } from '@millwright/model'
import { configured } from './check.ts'

const ANSWER_MS_MAX = 10_000

/** The model: a key is there, the provider takes it and has the model, and its price is known. */
export const modelCheck = configured('model', async ({ worker }) => {
  const { name, base_url: baseUrl, api_key: apiKey, prices } = worker.model
  if (apiKey === null) {
    const fix = 'set ANTHROPIC_API_KEY or model.api_key_file'
    return { ok: false, detail: `no key for ${baseUrl}`, fix }
  }
  const place = `${name} at ${baseUrl}`
  try {
    const signal = AbortSignal.timeout(ANSWER_MS_MAX)
    const found = await findModel({ baseUrl, apiKey, name }, signal)
    if (found === 'unknown') {
      const fix = 'set model.name to one that this key may use'
      return { ok: false, detail: `${place} is not known there`, fix }
    }
    const asked =
      found === 'known' ? 'answers to the key' : 'lists no models, so the key is untried'
    const price = prices[name]
    const cost = price
      ? `${price.input} USD in, ${price.output} USD out per million tokens`
      : 'its price is unknown, so limits.usd cannot hold: set model.prices'
    return { ok: true, detail: `${place} ${asked}; ${cost}` }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const fix = 'check the key, model.base_url and the network'
    return { ok: false, detail: createRedactor(secretsOf(worker))(`${place}: ${why}`), fix }
  }
})
