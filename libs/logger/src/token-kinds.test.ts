import { expect, test } from 'vitest'
import { createRedactor, findToken } from './index.ts'
import { tokenKinds } from './token-kinds.ts'

const hex = (count: number) => '0a1b2c3d4e5f6789'.repeat(10).slice(0, count)
const word = (count: number) => 'aB3dE5gH7jK9'.repeat(40).slice(0, count)
const capitals = (count: number) => 'ABCD2345'.repeat(10).slice(0, count)

/** One token of each kind, put together here so that no scanner finds it in this file. */
const tokens: Record<string, string> = {
  'a GitHub token': `ghp_${word(36)}`,
  'a GitLab token': `glpat-${word(20)}`,
  'an Atlassian token': `ATATT3${word(60)}`,
  'an Anthropic key': `sk-ant-api03-${word(40)}`,
  'an OpenAI key': `sk-proj-${word(48)}`,
  'a Hugging Face token': `hf_${word(34)}`,
  'a key of a model service': `gsk_${word(52)}`,
  'an AWS key id': `AKIA${capitals(16)}`,
  'a Google key': `AIza${word(35)}`,
  'an Azure storage key': `AccountKey=${word(86)}==`,
  'an Azure client secret': `abc8Q~${word(34)}`,
  'a Slack token': `xoxb-${word(24)}`,
  'a Discord webhook': `discord.com/api/webhooks/${'1'.repeat(18)}/${word(68)}`,
  'a Telegram bot token': `123456789:AA${word(33)}`,
  'an npm token': `npm_${word(36)}`,
  'a PyPI token': `pypi-${word(80)}`,
  'a RubyGems key': `rubygems_${hex(48)}`,
  'a NuGet key': `oy2${hex(43)}`,
  'a Docker token': `dckr_pat_${word(27)}`,
  'a Stripe key': `sk_live_${word(24)}`,
  'a Square token': `sq0atp-${word(22)}`,
  'a Shopify token': `shpat_${hex(32)}`,
  'a SendGrid key': `SG.${word(22)}.${word(43)}`,
  'a Twilio key': `SK${hex(32)}`,
  'a DigitalOcean token': `dop_v1_${hex(64)}`,
  'a Vault token': `hvs.${word(24)}`,
  'a Terraform token': `.atlasv1.${word(64)}`,
  'a Pulumi token': `pul-${hex(40)}`,
  'a Grafana token': `glsa_${word(41)}`,
  'a Sentry token': `sntrys_${word(60)}`,
  'a New Relic key': `NRAK-${capitals(27)}`,
  'a Databricks token': `dapi${hex(32)}`,
  'a database token': `pscale_tkn_${word(43)}`,
  'a hosting token': `nfp_${word(36)}`,
  'a Doppler token': `dp.pt.${word(43)}`,
  'a Tailscale key': `tskey-auth-${word(24)}`,
  'a Postman key': `PMAK-${hex(24)}-${hex(34)}`,
  'a Linear key': `lin_api_${word(40)}`,
  'a Notion token': `ntn_${word(46)}`,
  'a Figma token': `figd_${word(40)}`,
  'a token of a CI service': `CCIPAT_${word(22)}_${hex(40)}`,
  'a token of 1Password': `ops_eyJ${word(200)}`,
  'a key of age': `AGE-SECRET-KEY-1${capitals(58)}`,
  'a GitLab runner token': `GR1348941${word(20)}`,
  'a Google refresh token': `1//0${word(60)}`,
  'a Discord bot token': `M${word(23)}.${word(6)}.${word(38)}`,
  'a Mailgun key': `key-${hex(32)}`,
  'an Artifactory key': `AKCp${word(69)}`,
  'a crates.io token': `cio${word(32)}`,
  'a private key': `-----BEGIN PRIVATE KEY-----\n${word(60)}\n-----END PRIVATE KEY-----`,
}

test.each(Object.entries(tokens))('%s is found and removed', (kind, token) => {
  expect(findToken(`before ${token} after`)).toBe(kind)
  expect(createRedactor([])(`before "${token}" after`)).toBe('before "[redacted]" after')
})

test('each kind has an example, a name of its own and a source', () => {
  expect(Object.keys(tokens).toSorted()).toEqual(tokenKinds.map(({ kind }) => kind).toSorted())
  for (const { source } of tokenKinds) expect(source).toMatch(/^https:\/\/\S+$/)
})

test.each([
  'const token = process.env.GH_TOKEN // never ghp_...',
  'headers.authorization = `Bearer ` + token',
  '"integrity": "sha512-+iHQNTh6n2uTmZ0bsPEpPYq3JZL2d1xwSPvlXfYwp0Q=="',
  'uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683',
  'gl-matrix-3.4.3/esm/quaternion-and-vector-helpers.js',
  'sk-toggleable__control sk-hidden--visually',
])('%s holds no token', (text) => {
  expect(findToken(text)).toBeNull()
})
