import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import {
  configOrigins,
  configWarnings,
  loadConfig,
  maskSecrets,
  policyHash,
  type Role,
  roleEnvironment,
  secretsOf,
} from './index.ts'

const env = {
  PATH: '/bin',
  AWS_SECRET_ACCESS_KEY: 'not-ours',
  REDIS_URL: 'redis://lead:canary%2Fredis@127.0.0.1:7/10',
  MILLWRIGHT_REDIS_WORKER_URL: 'redis://worker:canary-worker@127.0.0.1:7',
  MILLWRIGHT_GITHUB_TOKEN: 'canary-token',
  MILLWRIGHT_WEBHOOK_SECRET: 'canary-webhook',
  MILLWRIGHT_CLONE_TOKEN: 'canary-clone',
  ANTHROPIC_API_KEY: 'canary-model',
  MILLWRIGHT_STATUS_TOKEN: 'canary-status',
  MILLWRIGHT_LOG_LEVEL: 'warn',
}
const cwd = '/'

test.each<[Role, string[]]>([
  ['lead', ['canary%2Fredis', 'canary-token', 'canary-webhook']],
  ['worker', ['canary-worker', 'canary-clone', 'canary-model']],
  ['status', ['canary%2Fredis', 'canary-status']],
  ['cli', ['canary%2Fredis', 'canary-status']],
])('the %s reads its own secrets, and its children see no others', (role, expected) => {
  const config = JSON.stringify(loadConfig({ role, env, cwd }))
  const child = roleEnvironment(role, env, cwd)

  const canaries = (text: string) => text.match(/canary[\w%-]+/g)?.toSorted()
  expect(canaries(config)).toEqual(expected.toSorted())
  expect(canaries(JSON.stringify(child))).toEqual(expected.toSorted())
  expect(child).toMatchObject({ PATH: '/bin', MILLWRIGHT_LOG_LEVEL: 'warn' })
  expect(child).not.toHaveProperty('AWS_SECRET_ACCESS_KEY')
})

test('a child of a process in another folder finds the same file', () => {
  expect(roleEnvironment('lead', { MILLWRIGHT_CONFIG: 'm.yaml' }, '/etc')).toEqual({
    MILLWRIGHT_CONFIG: '/etc/m.yaml',
  })
})

test('a worker without a Redis user of its own takes the lead’s, with a warning', () => {
  const config = loadConfig({ role: 'worker', env: { REDIS_URL: env.REDIS_URL }, cwd })

  expect(config.redis.url).toBe(env.REDIS_URL)
  expect(configWarnings(config)).toEqual([
    expect.stringContaining('give it one of its own in MILLWRIGHT_REDIS_WORKER_URL'),
  ])
})

test('a Redis URL without a database gets ours', () => {
  const config = loadConfig({ role: 'worker', env, cwd })

  expect(config.redis.worker_url).toBe('redis://worker:canary-worker@127.0.0.1:7/10')
})

test('our own variable is stronger than the one we share with others', () => {
  const own = { ...env, MILLWRIGHT_MODEL_API_KEY: 'canary-own-key' }

  expect(loadConfig({ role: 'worker', env: own, cwd }).model.api_key).toBe('canary-own-key')
})

test('a private key in a variable may have its line breaks written out', () => {
  const key = '-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----'
  const withApp = { MILLWRIGHT_GITHUB_APP_ID: '7', MILLWRIGHT_GITHUB_PRIVATE_KEY: key }

  const { private_key } = loadConfig({ role: 'lead', env: withApp, cwd }).github

  expect(private_key).toBe(key.replaceAll('\\n', '\n'))
})

test('every secret is known to the redactor and none is printed', async () => {
  const dir = await temporaryDirectory()
  const write = (name: string, text: string) =>
    writeFileSync(join(dir, name), text, { mode: 0o600 })
  write('hook', 'https://hooks.chat.lan/services/T0123456789/canary-in-the-address')
  write('sign', 'canary-signature')
  write('millwright.yaml', 'notify: [{ url_file: hook, secret_file: sign }]')

  const config = loadConfig({ role: 'lead', env, cwd: dir })

  const secrets = secretsOf(config)
  expect(secrets).toEqual(
    expect.arrayContaining([
      'canary-token',
      'canary-webhook',
      'canary%2Fredis',
      'canary/redis',
      'canary-in-the-address',
      'canary-signature',
    ]),
  )
  const printed = JSON.stringify([maskSecrets(config), configOrigins(config)])
  expect(secrets.filter((secret) => printed.includes(secret))).toEqual([])
})

test('each value says where it comes from, and a foreign secret that it is set', async () => {
  const dir = await temporaryDirectory()
  writeFileSync(
    join(dir, 'millwright.yaml'),
    'limits:\n  usd: 1\nrepositories:\n  acme/web: { mode: auto }\n',
  )

  const rows = configOrigins(loadConfig({ role: 'cli', env, cwd: dir }))

  const row = (path: string) => rows.find((each) => each.path === path)
  expect(row('limits.usd')).toEqual({
    path: 'limits.usd',
    value: '1',
    origin: 'millwright.yaml:2:3',
  })
  expect(row('repositories.acme/web.mode')?.origin).toBe('millwright.yaml:4:15')
  expect(row('log.level')?.origin).toBe('MILLWRIGHT_LOG_LEVEL')
  expect(row('limits.turns')?.origin).toBe('default')
  expect(row('github.token')).toEqual({
    path: 'github.token',
    value: '"set, not read here"',
    origin: 'MILLWRIGHT_GITHUB_TOKEN',
  })
})

test('the policy hash changes with the policy of that repository and with nothing else', async () => {
  const hash = async (yaml: string) => {
    const dir = await temporaryDirectory()
    writeFileSync(join(dir, 'millwright.yaml'), yaml)
    return policyHash(loadConfig({ role: 'lead', env, cwd: dir }), 'acme/web')
  }
  const base = await hash('repositories: { acme/web: { mode: auto, validation: [a] } }')

  expect(base).toMatch(/^sha256:[0-9a-f]{64}$/)
  expect(await hash('repositories: { acme/web: { validation: [a], mode: auto } }')).toBe(base)
  expect(
    await hash(
      'log: { level: debug }\nrepositories: { acme/web: { mode: auto, validation: [a] } }',
    ),
  ).toBe(base)
  const more = (setting: string) =>
    hash(`repositories: { acme/web: { mode: auto, validation: [a], ${setting} } }`)
  expect(await more('labels: [mended]')).toBe(base)
  expect(await more('quiet_hours: { from: "22:00", to: "07:00" }')).toBe(base)
  const others = await Promise.all([
    more('protected_branches: [release]'),
    more('forks: true'),
    more('drafts: true'),
    hash('repositories: { acme/web: { mode: staged, validation: [a] } }'),
    hash('repositories: { acme/web: { mode: auto, validation: [a, b] } }'),
    hash('limits: { usd: 4 }\nrepositories: { acme/web: { mode: auto, validation: [a] } }'),
    hash('sandbox: { mode: none }\nrepositories: { acme/web: { mode: auto, validation: [a] } }'),
  ])
  expect(new Set([base, ...others]).size).toBe(8)
})

test('named tokens of the status API are read from their files by the status service alone', async () => {
  const folder = await temporaryDirectory()
  writeFileSync(join(folder, 'olga'), 'canary-olga\n', { mode: 0o600 })
  const list = 'status:\n  tokens:\n    - { name: olga, role: operator, token_file: olga }\n'
  writeFileSync(join(folder, 'millwright.yaml'), list)

  const status = loadConfig({ role: 'status', env: {}, cwd: folder })
  const worker = loadConfig({ role: 'worker', env: {}, cwd: folder })

  expect(status.status.tokens).toEqual([{ name: 'olga', role: 'operator', token: 'canary-olga' }])
  expect(secretsOf(status)).toContain('canary-olga')
  expect(JSON.stringify([configOrigins(status), maskSecrets(status), worker])).not.toContain(
    'canary-olga',
  )
})

test.each([
  ['two of one name', '[{ name: a, token_file: t }, { name: a, token_file: t }]', 'another token'],
  ['one without a file', '[{ name: a }]', 'name the file'],
  ['a file that is not there', '[{ name: a, token_file: gone }]', 'cannot be read'],
])('%s among the tokens of the status API is refused', async (_what, tokens, why) => {
  const folder = await temporaryDirectory()
  writeFileSync(join(folder, 't'), 'long enough', { mode: 0o600 })
  writeFileSync(join(folder, 'millwright.yaml'), `status:\n  tokens: ${tokens}\n`)

  expect(() => loadConfig({ role: 'status', env: {}, cwd: folder })).toThrow(why)
})
