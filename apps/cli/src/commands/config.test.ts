import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { runMillwright } from '../run-millwright.fixture.ts'

const env = { MILLWRIGHT_GITHUB_TOKEN: 'canary-token', ANTHROPIC_API_KEY: 'canary-model' }

test('a configuration that every process can use passes the check', async () => {
  const { code, stdout } = await runMillwright(['config', 'check'], { env })

  expect({ code, stdout }).toEqual({ code: 0, stdout: 'the configuration can be used\n' })
})

test('the check names the problems of every process and says where', async () => {
  const cwd = await temporaryDirectory()
  writeFileSync(join(cwd, 'm.yaml'), 'github:\n  token_fil: x\nmodel: { api_key_file: gone }\n')

  const { code, stdout } = await runMillwright(
    ['config', 'check', '--json', '--config', 'm.yaml'],
    {
      cwd,
    },
  )

  expect(code).toBe(3)
  expect(JSON.parse(stdout)).toEqual({
    ok: false,
    problems: [
      'm.yaml:2:3: github.token_fil: unknown key; did you mean "token_file"?',
      expect.stringMatching(/^m\.yaml:3:10: model\.api_key: .*gone cannot be read: ENOENT/),
    ],
    warnings: [],
  })
})

test.each([[[]], [['--json']], [['--origin']], [['--origin', '--json']], [['--role', 'lead']]])(
  'printed with %j it holds no secret',
  async (flags) => {
    const { code, stdout } = await runMillwright(['config', 'print', ...flags], { env })

    expect(code).toBe(0)
    expect(stdout).toContain('https://api.github.com')
    expect(stdout).not.toContain('canary')
  },
)

test('the origin of a value is the variable, the place in the file or the default', async () => {
  const cwd = await temporaryDirectory()
  const notify = 'notify: [{ url: https://hooks.example }]'
  writeFileSync(join(cwd, 'millwright.yaml'), `limits: { usd: 1 }\n${notify}\n`)
  const debug = { cwd, env: { ...env, MILLWRIGHT_LOG_LEVEL: 'debug' } }

  const { stdout } = await runMillwright(['config', 'print', '--origin'], debug)
  const plain = await runMillwright(['config', 'print'], debug)

  const lines = stdout.split('\n')
  expect(lines).toContain('limits.usd: 1  # millwright.yaml:1:11')
  expect(lines).toContain('log.level: "debug"  # MILLWRIGHT_LOG_LEVEL')
  expect(lines).toContain('limits.turns: 40  # default')
  expect(lines).toContain('github.token: "set, not read here"  # MILLWRIGHT_GITHUB_TOKEN')
  expect(lines).toContain('notify: "set, not read here"  # millwright.yaml:2:1')
  const note = /^# set, and not read by this process: github\.token, .*notify$/m
  expect(plain.stdout).toMatch(note)
})
