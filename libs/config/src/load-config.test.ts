import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { configWarnings, loadConfig, type Role } from './index.ts'

interface Files {
  yaml?: string
  env?: Record<string, string>
  role?: Role
}

async function load({ yaml, env = {}, role = 'lead' }: Files) {
  const cwd = await temporaryDirectory()
  if (yaml !== undefined) writeFileSync(join(cwd, 'millwright.yaml'), yaml)
  return { cwd, config: loadConfig({ role, env, cwd }) }
}

test('without a file and an environment the defaults hold and the mode is report', async () => {
  const { cwd, config } = await load({ yaml: 'repositories: { acme/web: {} }' })

  expect(config.data_dir).toBe(join(cwd, '.millwright'))
  expect(config.repositories['acme/web']?.mode).toBe('report')
  expect(config.limits).toEqual({
    turns: 40,
    usd: 3,
    tokens: 2_000_000,
    files: 5,
    lines: 400,
    task_minutes: 30,
    attempts: 2,
    approval_hours: 72,
    reruns: 1,
    rerun_minutes: 60,
  })
  expect(config.webhook).toEqual({ host: '127.0.0.1', port: 8686, body_bytes_max: 5_000_000 })
  expect(config.redis).toEqual({ url: null, worker_url: null })
})

test('the environment is stronger than the file', async () => {
  const { config } = await load({
    yaml: 'log: { level: warn }\nwebhook: { port: 1 }\npaused: false',
    env: {
      MILLWRIGHT_LOG_LEVEL: 'debug',
      MILLWRIGHT_WEBHOOK_PORT: '99',
      MILLWRIGHT_PAUSED: 'yes',
      MILLWRIGHT_STATUS_ALLOWED_HOSTS: 'ci.lan, ci.example',
      MILLWRIGHT_GITHUB_API_URL: '',
    },
  })

  expect(config.log.level).toBe('debug')
  expect(config.webhook.port).toBe(99)
  expect(config.paused).toBe(true)
  expect(config.status.allowed_hosts).toEqual(['ci.lan', 'ci.example'])
  expect(config.github.api_url).toBe('https://api.github.com')
})

test('the configuration cannot be changed', async () => {
  const { config } = await load({ yaml: 'repositories: { acme/web: { validation: [npm test] } }' })

  expect(() => config.repositories['acme/web']?.validation.push('x')).toThrow(TypeError)
})

test('paths in the file start at the file, other paths where the process was started', async () => {
  const cwd = await temporaryDirectory()
  mkdirSync(join(cwd, 'etc'))
  writeFileSync(join(cwd, 'etc/m.yaml'), 'data_dir: data\nmodel: { api_key_file: key }')
  writeFileSync(join(cwd, 'etc/key'), 'sk-test-12345678\n', { mode: 0o600 })

  const fromFile = loadConfig({ role: 'worker', env: { MILLWRIGHT_CONFIG: 'etc/m.yaml' }, cwd })
  const fromEnv = loadConfig({ role: 'lead', env: { MILLWRIGHT_DATA_DIR: 'data' }, cwd })

  expect(fromFile.data_dir).toBe(join(cwd, 'etc/data'))
  expect(fromFile.model.api_key).toBe('sk-test-12345678')
  expect(fromEnv.data_dir).toBe(join(cwd, 'data'))
})

test('a secret file that others may read is used with a warning', async () => {
  const cwd = await temporaryDirectory()
  writeFileSync(join(cwd, 'token'), 'ghp_12345678\n')
  const env = { MILLWRIGHT_GITHUB_TOKEN_FILE: 'token' }
  const modes = [0o600, 0o640, 0o644, 0o660]

  const warnings = modes.map((mode) => {
    chmodSync(join(cwd, 'token'), mode)
    const config = loadConfig({ role: 'lead', env, cwd })
    expect(config.github.token).toBe('ghp_12345678')
    return configWarnings(config).length
  })

  expect(warnings).toEqual([0, 0, 1, 1])
})

test('a variable that looks like ours and is not is a warning', async () => {
  const { config } = await load({ env: { MILLWRIGHT_GITHUB_TOKN: 'x' } })

  expect(configWarnings(config)).toEqual([
    'MILLWRIGHT_GITHUB_TOKN means nothing; did you mean MILLWRIGHT_GITHUB_TOKEN?',
  ])
})

test('a file that was asked for must be there', () => {
  expect(() => loadConfig({ role: 'cli', file: '/nowhere.yaml', env: {} })).toThrow(
    'there is no /nowhere.yaml',
  )
})

test('a target to notify has a name, a route, and no secret of its own in a worker', async () => {
  const dir = await temporaryDirectory()
  writeFileSync(join(dir, 'key'), 'the-auth-token', { mode: 0o600 })
  writeFileSync(
    join(dir, 'millwright.yaml'),
    `notify:
  - { url: "https://x.lan" }
  - { url: "https://y.lan", quiet_hours: { from: "22:00", to: "07:00" } }
  - { kind: sms, url: "https://z.lan", user: AC1, secret_file: key, from: "+1", to: ["+2"], severities: [action] }
`,
  )

  const { notify } = loadConfig({ role: 'lead', env: {}, cwd: dir })

  expect(notify.map(({ name }) => name)).toEqual(['webhook', 'webhook-2', 'sms'])
  expect(notify[0]?.severities).toEqual(['warning', 'action'])
  expect(notify[1]?.quiet_hours).toEqual({
    ...{ from: '22:00', to: '07:00', time_zone: null },
    severities: ['info', 'warning'],
  })
  expect(notify[2]).toMatchObject({ user: 'AC1', secret: 'the-auth-token', to: '+2' })
  expect(loadConfig({ role: 'worker', env: {}, cwd: dir }).notify).toEqual([])
})
