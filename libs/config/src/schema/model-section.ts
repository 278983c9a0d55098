import { z } from 'zod'
import { field, httpUrl, secretFile } from './field.ts'

const usd = z.number().min(0).max(10_000)

/** https://platform.claude.com/docs/en/about-claude/pricing, read in November 2026. */
const published = {
  'claude-opus-5': { input: 5, output: 25, cache_read: 0.5, cache_write: 6.25 },
  'claude-sonnet-5-5': { input: 2, output: 10, cache_read: 0.2, cache_write: 2.5 },
  'claude-haiku-4-5': { input: 1, output: 5, cache_read: 0.1, cache_write: 1.25 },
}

const Price = z.strictObject({
  input: field(usd, { doc: 'Price of input tokens.', unit: 'USD per million' }),
  output: field(usd, { doc: 'Price of output tokens.', unit: 'USD per million' }),
  cache_read: field(usd, { doc: 'Price of tokens read from cache.', unit: 'USD per million' }),
  cache_write: field(usd, { doc: 'Price of tokens written to cache.', unit: 'USD per million' }),
})

export const ModelSection = z
  .strictObject({
    base_url: field(httpUrl.default('https://api.anthropic.com'), {
      doc: 'A server that speaks Anthropic’s Messages API.',
      unit: 'URL',
      env: ['MILLWRIGHT_MODEL_BASE_URL', 'ANTHROPIC_BASE_URL'],
    }),
    api_key_file: secretFile({
      doc: 'Key of the Messages API.',
      env: ['MILLWRIGHT_MODEL_API_KEY_FILE', 'ANTHROPIC_API_KEY_FILE'],
      secretOf: ['worker'],
    }),
    name: field(z.string().min(1).max(100).default('claude-sonnet-5-5'), {
      doc: 'Model that fixes and investigates.',
    }),
    allow: field(z.array(z.string().min(1).max(100)).max(20).default([]), {
      doc: 'Other models that a prompt template may ask for in its front matter.',
    }),
    max_tokens: field(z.int().min(256).max(128_000).default(16_000), {
      doc: 'Longest single answer of the model.',
      unit: 'tokens',
    }),
    prices: field(
      z
        .record(z.string().regex(/^[\w.:/@-]{1,100}$/, 'the name of a model'), Price)
        .default(published),
      {
        doc: 'What a model costs. The price of a model that is not listed is unknown, not zero.',
        unit: 'USD per million tokens',
        fallback: 'published prices of the current Claude models',
      },
    ),
  })
  .prefault({})
