import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { binary, runMillwright } from './run-millwright.fixture.ts'

test.each([
  ['no command', [], 'Usage: millwright'],
  ['an unknown command', ['staus'], 'Did you mean status?'],
  ['an unknown option', ['status', '--jsno'], 'Did you mean --json?'],
  ['a missing argument', ['tasks', 'show'], "missing required argument 'task'"],
  ['a mistake in a command', ['tasks', 'show'], '(see millwright tasks show --help)'],
  ['too many arguments', ['status', 'x'], 'too many arguments'],
  ['an impossible number of workers', ['up', '--workers', '1.5'], 'whole number from 0 to 32'],
  ['an empty share', ['prompts', 'canary', 'x', '--share', ''], 'whole number from 0 to 99'],
  ['a share of more', ['prompts', 'canary', 'x', '--share', '200'], 'whole number from 0 to 99'],
  ['no number', ['tasks', 'ls', '--pull', 'x'], 'must be a whole number'],
  ['an impossible state', ['tasks', 'ls', '--state', 'x'], 'Allowed choices are queued'],
  ['an option that another needs', ['gate', '--repo', '.'], '--patch or --range'],
  ['standard input twice', ['triage', '-', '-'], 'can be read once only'],
])('%s is wrong usage', async (_, args, hint) => {
  const { code, stdout, stderr } = await runMillwright(args)

  expect(stderr).toContain(hint)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
})

test('--help lists every command and ends well', async () => {
  const { code, stdout } = await runMillwright(['--help'])

  expect(code).toBe(0)
  const commands = stdout.match(/^ {2}(\w+) /gm)?.map((line) => line.trim())
  expect(commands).toEqual(
    expect.arrayContaining([
      ...['up', 'demo', 'status', 'tasks', 'doctor', 'triage', 'config', 'sandbox', 'gate'],
      ...['notify', 'completion'],
    ]),
  )
  expect(stdout).toContain('3 a check failed')
})

test('a broken configuration ends a command with every problem and no stack', async () => {
  const env = { MILLWRIGHT_STATUS_PORT: 'x', MILLWRIGHT_LIMITS_USD: 'y' }

  const { code, stderr } = await runMillwright(['status'], { env })

  expect(code).toBe(1)
  expect(stderr.trim().split('\n')).toEqual([
    'millwright: the configuration cannot be used:',
    '  MILLWRIGHT_STATUS_PORT: status.port: expected number, received string',
    '  MILLWRIGHT_LIMITS_USD: limits.usd: expected number, received string',
  ])
})

test('a reader that has seen enough is no error', async () => {
  const child = spawn(process.execPath, [binary, 'config', 'print'], { cwd: '/', env: {} })
  child.stdout.destroy()
  const [stderr, code] = await Promise.all([
    child.stderr.toArray(),
    new Promise((resolve) => child.once('exit', resolve)),
  ])

  expect({ code, stderr: Buffer.concat(stderr).toString() }).toEqual({ code: 0, stderr: '' })
})
