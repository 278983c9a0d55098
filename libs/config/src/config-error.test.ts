import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { ConfigError, loadConfig, type Role } from './index.ts'

interface Files {
  yaml?: string
  env?: Record<string, string>
  role?: Role
}

async function problemsOf({ yaml, env = {}, role = 'lead' }: Files): Promise<string[]> {
  const cwd = await temporaryDirectory()
  if (yaml !== undefined) writeFileSync(join(cwd, 'millwright.yaml'), yaml)
  try {
    loadConfig({ role, env, cwd })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    expect(error.code).toBe('MW_CONFIG')
    return error.message.split('\n  ').slice(1)
  }
  return []
}

test.each<[string, Files, string[]]>([
  [
    'a misspelt key',
    { yaml: 'github:\n  api_ulr: https://ghe.lan/api/v3\n' },
    ['millwright.yaml:2:3: github.api_ulr: unknown key; did you mean "api_url"?'],
  ],
  [
    'a misspelt section',
    { yaml: 'limit:\n  usd: 1\n' },
    ['millwright.yaml:1:1: limit: unknown key; did you mean "limits"?'],
  ],
  [
    'a misspelt key of a repository',
    { yaml: 'repositories:\n  acme/web:\n    validations: [x]\n' },
    [
      'millwright.yaml:3:5: repositories.acme/web.validations: unknown key; did you mean "validation"?',
    ],
  ],
  [
    'a key in the wrong place',
    { yaml: 'turns: 3\n' },
    ['millwright.yaml:1:1: turns: unknown key; it belongs at limits.turns'],
  ],
  [
    'a wrong type',
    { yaml: 'limits:\n  turns: many\n' },
    ['millwright.yaml:2:3: limits.turns: expected number, received string'],
  ],
  [
    'a wrong type in the environment',
    { env: { MILLWRIGHT_LIMITS_TURNS: 'many' } },
    ['MILLWRIGHT_LIMITS_TURNS: limits.turns: expected number, received string'],
  ],
  [
    'a budget in which not one attempt has room',
    { yaml: 'budget: { day_usd: 1 }' },
    [
      'millwright.yaml:1:11: budget.day_usd: one attempt may cost 3 (limits.usd), so none could begin',
    ],
  ],
  [
    'a number out of range',
    { yaml: 'limits: { turns: 0 }' },
    ['millwright.yaml:1:11: limits.turns: Too small: expected number to be >=1'],
  ],
  [
    'a misspelt mode',
    { yaml: 'repositories: { acme/web: { mode: raport } }' },
    [
      'millwright.yaml:1:29: repositories.acme/web.mode: expected one of "off"|"report"|"staged"|"auto"; did you mean "report"?',
    ],
  ],
  [
    'a repository without its owner',
    { yaml: 'repositories:\n  web: {}\n' },
    ['millwright.yaml:2:3: repositories.web: this name must look like owner/name'],
  ],
  [
    'a key twice',
    { yaml: 'paused: true\npaused: false\n' },
    ['millwright.yaml:2:1: Map keys must be unique'],
  ],
  [
    'text that is no mapping',
    { yaml: 'hello' },
    ['millwright.yaml:1:1: the file must hold settings, `key: value`'],
  ],
  [
    'a secret in the file',
    { yaml: 'github:\n  token: ghp_abcdefgh\n' },
    [
      'millwright.yaml:2:3: github.token: a secret must not stand in this file: use github.token_file or MILLWRIGHT_GITHUB_TOKEN',
    ],
  ],
  [
    'a Redis password in the file',
    { yaml: 'redis: { url: "redis://u:pa55word@h/10" }' },
    [
      'millwright.yaml:1:10: redis.url: a secret must not stand in this file: use redis.url_file or REDIS_URL',
    ],
  ],
  [
    'a secret by value and by file',
    { env: { MILLWRIGHT_GITHUB_TOKEN: 'ghp_12345678', MILLWRIGHT_GITHUB_TOKEN_FILE: '/x' } },
    [
      'MILLWRIGHT_GITHUB_TOKEN: github.token: MILLWRIGHT_GITHUB_TOKEN and MILLWRIGHT_GITHUB_TOKEN_FILE are both set: keep one of them',
    ],
  ],
  [
    'a secret that is too short',
    { env: { MILLWRIGHT_WEBHOOK_SECRET: 'short' } },
    ['MILLWRIGHT_WEBHOOK_SECRET: github.webhook_secret: the secret is shorter than 8 characters'],
  ],
  [
    'a Redis URL of another kind',
    { env: { REDIS_URL: 'http://localhost:6379' } },
    [
      'REDIS_URL: redis.url: this must look like redis://USER:PASSWORD@HOST:PORT/10, or rediss:// for TLS',
    ],
  ],
  [
    'an App without its key',
    { yaml: 'github: { app_id: 7 }' },
    ['millwright.yaml:1:11: github.app_id: an App needs its key: set github.private_key_file'],
  ],
  [
    'a key that is none',
    { yaml: 'github: { app_id: 7 }', env: { MILLWRIGHT_GITHUB_PRIVATE_KEY: 'not a key' } },
    ['MILLWRIGHT_GITHUB_PRIVATE_KEY: github.private_key: this is no key in PEM'],
  ],
  [
    'an open status port without a token',
    { env: { MILLWRIGHT_STATUS_HOST: '0.0.0.0' } },
    [
      'MILLWRIGHT_STATUS_HOST: status.host: an address that others reach needs a token: set status.token_file',
    ],
  ],
  [
    'a notification without an address',
    { yaml: 'notify:\n  - kind: webhook\n' },
    ['millwright.yaml:2:5: notify[0].url: give url or url_file'],
  ],
  [
    'a notification that its kind cannot send',
    { yaml: 'notify:\n  - { kind: smtp, url: "https://u:p@x.lan", to: [a@x.lan], user: me }\n' },
    [
      'millwright.yaml:2:5: notify[0].from: smtp needs a sender',
      'millwright.yaml:2:60: notify[0].user: a user needs its password in secret_file, and it a user',
      'millwright.yaml:2:19: notify[0].url: smtp needs smtp:// or smtps://',
    ],
  ],
  [
    'a text message without an account',
    { yaml: 'notify: [{ kind: sms, url: "https://x.lan", from: "+1", to: ["+2", "+3"] }]' },
    [
      'millwright.yaml:1:57: notify[0].to: sms takes one number; list a target for each',
      'millwright.yaml:1:10: notify[0].user: sms needs the account',
      'millwright.yaml:1:10: notify[0].secret_file: sms needs the auth token of the account',
    ],
  ],
  [
    'a password in an address, and a topic that is missing',
    { yaml: 'notify: [{ url: "https://u:p@x.lan" }, { kind: ntfy, url: "https://ntfy.sh/" }]' },
    [
      'millwright.yaml:1:12: notify[0].url: no user or password here: use secret_file',
      'millwright.yaml:1:54: notify[1].url: ntfy needs the topic: https://SERVER/TOPIC',
    ],
  ],
  [
    'two targets with one name',
    { yaml: 'notify: [{ url: "https://x.lan" }, { name: webhook, url: "https://y.lan" }]' },
    ['millwright.yaml:1:38: notify[1].name: there is another target named webhook'],
  ],
  [
    'a setting that the kind of target has no use for',
    { yaml: 'notify: [{ kind: slack, url: "https://x.lan", secret_file: k, to: [a] }]' },
    [
      'millwright.yaml:1:47: notify[0].secret_file: slack takes none: what is secret there is the address, so use url_file',
      'millwright.yaml:1:63: notify[0].to: slack has no recipients',
      expect.stringContaining('notify[0].secret_file: /'),
    ],
  ],
  [
    'quiet hours that are none',
    {
      yaml: 'notify: [{ url: "https://x.lan", quiet_hours: { from: "7:00", to: "07:00", time_zone: Mars } }]',
    },
    [
      'millwright.yaml:1:49: notify.0.quiet_hours.from: a time of day as HH:MM',
      'millwright.yaml:1:76: notify.0.quiet_hours.time_zone: no time zone of this machine',
    ],
  ],
])('%s is refused with its place', async (_, files, expected) => {
  expect(await problemsOf(files)).toEqual(expected)
})

test('all problems are reported at once', async () => {
  const problems = await problemsOf({
    yaml: 'pused: true\nlimits: { turns: x }\ngithub: { app_id: 7, token: ghp_12345678 }\n',
    env: { MILLWRIGHT_WEBHOOK_SECRET: 'short', MILLWRIGHT_STATUS_HOST: '0.0.0.0' },
  })

  expect(problems.map((problem) => problem.split(': ')[1])).toEqual([
    'github.token',
    'github.webhook_secret',
    'limits.turns',
    'pused',
    'github.app_id',
    'status.host',
  ])
})

test('a secret file that is missing is named, and only to the role that needs it', async () => {
  const yaml = 'github: { token_file: gone }'

  expect(await problemsOf({ yaml })).toEqual([
    expect.stringMatching(/^millwright\.yaml:1:11: github\.token: .*gone.* cannot be read: ENOENT/),
  ])
  expect(await problemsOf({ yaml, role: 'worker' })).toEqual([])
})

test('a file full of aliases is refused', async () => {
  const anchors = Array.from({ length: 9 }, (_, at) => {
    const before = at === 0 ? 'x' : `*a${at - 1}`
    return `a${at}: &a${at} [${Array(9).fill(before).join(', ')}]`
  })

  expect(await problemsOf({ yaml: anchors.join('\n') })).toEqual([expect.stringContaining('alias')])
})
