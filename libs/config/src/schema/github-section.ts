import { z } from 'zod'
import { field, httpUrl, secretFile } from './field.ts'

export const GitHubSection = z
  .strictObject({
    api_url: field(httpUrl.default('https://api.github.com'), {
      doc: 'REST API; for GitHub Enterprise Server `https://HOST/api/v3`.',
      unit: 'URL',
    }),
    web_url: field(httpUrl.nullable().default(null), {
      doc: 'Web address that links for people begin with.',
      unit: 'URL',
      fallback: 'taken from what GitHub sends',
    }),
    git_url: field(httpUrl.default('https://github.com'), {
      doc: 'Address that clone URLs begin with: `<git_url>/<owner>/<name>.git`.',
      unit: 'URL',
    }),
    token_file: secretFile({
      doc: 'Token that may read Actions and write contents, pull requests and issues; instead of an App.',
      secretOf: ['lead'],
    }),
    app_id: field(z.int().min(1).nullable().default(null), {
      doc: 'Number of the GitHub App to work as; needs `private_key_file`.',
      fallback: 'no App',
    }),
    private_key_file: secretFile({
      doc: 'Private key of the GitHub App, in PEM.',
      secretOf: ['lead'],
    }),
    webhook_secret_file: secretFile({
      doc: 'Secret that GitHub signs webhooks with; without one every webhook is refused.',
      env: ['MILLWRIGHT_WEBHOOK_SECRET_FILE'],
      secretOf: ['lead'],
    }),
    webhook_secret_previous_file: secretFile({
      doc: 'The secret before this one, still accepted while it is being changed.',
      env: ['MILLWRIGHT_WEBHOOK_SECRET_PREVIOUS_FILE'],
      secretOf: ['lead'],
    }),
    clone_token_file: secretFile({
      doc: 'Token that can read code and nothing else: workers of a lead without an App clone with it.',
      env: ['MILLWRIGHT_CLONE_TOKEN_FILE'],
      secretOf: ['worker'],
    }),
    pull_seconds: field(z.number().min(0).max(3_600).default(60), {
      doc: 'How often GitHub is asked for events that its webhook did not bring, as behind NAT; 0 for never.',
      unit: 'seconds',
    }),
    poll_seconds: field(z.number().min(0).max(3_600).default(30), {
      doc: 'How often GitHub is asked about a repository in which something is at work, give or take a quarter; all others are asked about every `sweep_seconds`. 0 for never.',
      unit: 'seconds',
    }),
    sweep_seconds: field(z.number().min(1).max(86_400).default(300), {
      doc: 'How often GitHub is asked for red jobs whose webhook got lost.',
      unit: 'seconds',
    }),
  })
  .prefault({})
