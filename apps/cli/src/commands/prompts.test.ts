import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from '@millwright/testing'
import { expect, test } from 'vitest'
import { installation } from '../installation.ts'
import { runMillwright } from '../run-millwright.fixture.ts'
import { statusApi } from '../status-api.fixture.ts'
import { waitingTask } from '../waiting-task.fixture.ts'

const log = "src/a.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.\n"

/** A copy of the project's prompts in which some files differ. */
async function edited(...edits: (readonly [file: string, from: string, to: string])[]) {
  const cwd = await temporaryDirectory()
  cpSync(join(installation, 'prompts'), join(cwd, 'prompts'), { recursive: true })
  for (const [file, from, to] of edits) {
    const path = join(cwd, 'prompts', file)
    const text = readFileSync(path, 'utf8')
    expect(text).toContain(from)
    writeFileSync(
      path,
      text.replace(from, () => to),
    )
  }
  return cwd
}

test('lint finds nothing wrong with the prompts of the project', async () => {
  const { code, stdout } = await runMillwright(['prompts', 'lint'])

  expect({ code, stdout }).toEqual({ code: 0, stdout: '8 templates, 0 errors, 0 warnings\n' })
})

test('lint names every problem with its place, the lines around it and a way out', async () => {
  const cwd = await edited(
    ['partials/evidence.md', '{{ evidence }}', '{{ evidense }}'],
    ['fix-lint.prompt.md', 'for: [fix_lint]', 'for: [fix_lnit]'],
    ['fix-test.prompt.md', 'deliverables:', 'delivrables:'],
  )

  const { code, stdout } = await runMillwright(['prompts', 'lint', 'prompts'], { cwd })

  expect(code).toBe(3)
  expect(stdout).toContain(
    'prompts/partials/evidence.md:19:4: error: unknown variable "evidense"; did you mean "evidence"?',
  )
  expect(stdout).toContain('> 19 | {{ evidense }}\n     |    ^')
  expect(stdout).toMatch(/fix-lint\.prompt\.md:6:7: error: for\.0: .*; did you mean "fix_lint"\?/)
  expect(stdout.match(/unknown variable/g)).toHaveLength(1)
  expect(stdout).toContain('unknown key "delivrables"; did you mean "deliverables"?')
})

test('lint --json gives each problem as a row, and a file that nobody uses as a warning', async () => {
  const cwd = await edited(['fix-lint.prompt.md', '# user', '# user\n\n{{ nope }}'])
  writeFileSync(join(cwd, 'prompts/partials/left-over.md'), 'x')

  const { code, stdout } = await runMillwright(['prompts', 'lint', 'prompts', '--json'], { cwd })
  writeFileSync(
    join(cwd, 'prompts/fix-lint.prompt.md'),
    readFileSync(join(installation, 'prompts/fix-lint.prompt.md')),
  )
  const sound = await runMillwright(['prompts', 'lint', 'prompts', '--json'], { cwd })

  expect(code).toBe(3)
  expect(JSON.parse(stdout)).toMatchObject({
    ok: false,
    problems: [{ severity: 'error', file: 'prompts/fix-lint.prompt.md', column: 4 }],
  })
  expect(sound.code).toBe(0)
  expect(JSON.parse(sound.stdout)).toMatchObject({
    ok: true,
    problems: [{ severity: 'warning', problem: 'no template renders this' }],
  })
})

test('lint of one edited template reads it in the place of the installed one', async () => {
  const cwd = await edited(['fix-lint.prompt.md', '# user', '# user\n\n{{ nope }}'])
  const lint = (path: string) => runMillwright(['prompts', 'lint', path], { cwd })

  const bad = await lint('prompts/fix-lint.prompt.md')
  const good = await lint('prompts/fix-test.prompt.md')

  expect([bad.code, good.code]).toEqual([3, 0])
  expect(bad.stdout).toContain('prompts/fix-lint.prompt.md:')
})

test('test counts the assertions that hold, and fails with the place of one that does not', async () => {
  const cwd = await edited([
    'fix-lint.prompt.md',
    '- { fenced: evidence }',
    '- { fenced: evidence }\n      - { contains: never said }',
  ])

  const sound = await runMillwright(['prompts', 'test'])
  const broken = await runMillwright(['prompts', 'test', 'prompts'], { cwd })

  expect(sound.code).toBe(0)
  expect(sound.stdout).toMatch(/^fix-build: (\d+) of \1 assertions hold, fixtures 1$/m)
  expect(broken.code).toBe(3)
  expect(broken.stdout).toMatch(/fix-lint\.prompt\.md:\d+:9: error: with "fix-lint\.json" the user/)
})

test('a template without a fixture fails', async () => {
  const cwd = await edited([
    'fix-lint.prompt.md',
    'fixture: fix-lint.json',
    'fixture: fix-lnt.json',
  ])

  const { code, stdout } = await runMillwright(['prompts', 'test', 'prompts', '--json'], { cwd })

  expect(code).toBe(3)
  const { ok, tests } = JSON.parse(stdout)
  expect(ok).toBe(false)
  expect(tests).toContainEqual({
    ...{ template: 'fix-lint', fixture: 'fix-lnt.json', assertion: null, ok: false },
    why: 'there is no fixture "fix-lnt.json"; did you mean "fix-lint.json"?',
  })
})

test('preview shows the prompt of a fixture, its tokens and what was cut', async () => {
  const cwd = await edited([
    'fix-lint.prompt.md',
    'evidence: { type: text, trust: untrusted, max_chars: 24000, keep: both }',
    'evidence: { type: text, trust: untrusted, max_chars: 30, keep: tail }',
  ])
  const args = ['prompts', 'preview', 'fix-lint', '--prompts', 'prompts/fix-lint.prompt.md']

  const { code, stdout } = await runMillwright(args, { cwd })

  expect(code).toBe(0)
  expect(stdout).toMatch(/^about \d+ tokens: system \d+, user \d+$/m)
  expect(stdout).toMatch(/^cut: evidence, \d+ characters left out$/m)
  expect(stdout).toMatch(/^--- user$/m)
})

test('preview of a log goes through triage to the template of its kind', async () => {
  const { code, stdout } = await runMillwright(['prompts', 'preview', '--log', '-', '--json'], {
    stdin: log,
  })

  expect(code).toBe(0)
  const [shown] = JSON.parse(stdout)
  expect(shown).toMatchObject({ template: 'fix-types', sample: '-', cuts: [] })
  expect(shown.user).toContain('1: src/a.ts(3,7): error TS2322')
})

test('preview of a past failure asks the running service', async () => {
  const api = await statusApi(200, { task: waitingTask('p', 'a'.repeat(64)), failure: null })

  const { code, stdout } = await runMillwright(['prompts', 'preview', '--task', 't', '--json'], {
    env: api.env,
  })

  expect(code).toBe(0)
  expect(api.asked).toEqual(['GET /api/v1/tasks/t'])
  expect(JSON.parse(stdout)[0]).toMatchObject({ template: 'fix-types', sample: 't' })
})

test('a past failure is shown with the template of its repository', async () => {
  const api = await statusApi(200, { task: waitingTask('p', 'a'.repeat(64)), failure: null })
  const cwd = await edited()
  const own = join(cwd, 'prompts/repos/acme__web')
  cpSync(join(cwd, 'prompts/fix-types.prompt.md'), join(own, 'fix-types.prompt.md'))
  const args = ['prompts', 'preview', '--json', '--prompts', 'prompts', '--task', 't']

  const { stdout } = await runMillwright(args, { cwd, env: api.env })
  const named = await runMillwright(
    ['prompts', 'preview', 'repos/acme__web/fix-types', '--json', '--prompts', 'prompts'],
    { cwd },
  )

  expect(JSON.parse(stdout)[0].template).toBe('repos/acme__web/fix-types')
  expect(JSON.parse(named.stdout)[0].sample).toBe('fix-types.json')
})

test('diff takes the newest failures that led to a prompt, and no more than asked for', async () => {
  const row = (task_id: string, type: string) => ({ task_id, type })
  const tasks = [row('e', 'escalate'), row('t', 'fix_types'), row('older', 'fix_types')]
  const task = waitingTask('p', 'a'.repeat(64))
  const api = await statusApi(200, { tasks, task, failure: null })
  const same = join(installation, 'prompts')

  const last = await runMillwright(['prompts', 'diff', same, same, '--last', '1'], { env: api.env })
  const many = await runMillwright(['prompts', 'diff', same, same, '--last', '101'])

  expect(last.stdout).toBe('fix-types with t: the same\n0 of 1 prompts differ\n')
  expect(api.asked).toEqual(['GET /api/v1/tasks?limit=200', 'GET /api/v1/tasks/t'])
  expect([many.code, many.stderr]).toEqual([2, expect.stringContaining('at most 100')])
})

test('diff shows what an edited template changes, on fixtures and on a log', async () => {
  const cwd = await edited([
    'fix-types.prompt.md',
    'Correct the type errors',
    'Mend the type errors',
  ])
  writeFileSync(join(cwd, 'a.log'), log)
  const args = ['prompts', 'diff', join(installation, 'prompts'), 'prompts/fix-types.prompt.md']

  const fixtures = await runMillwright(args, { cwd })
  const ofLog = await runMillwright([...args, '--log', 'a.log', '--json'], { cwd })

  expect(fixtures.stdout).toMatch(/^-Correct the type errors/m)
  expect(fixtures.stdout).toMatch(/^\+Mend the type errors/m)
  expect(fixtures.stdout).toContain('1 of 8 prompts differ')
  expect(JSON.parse(ofLog.stdout)).toMatchObject([{ template: 'fix-types', sample: 'a.log' }])
})

test('a path or template that does not exist ends the command with its own code', async () => {
  const path = await runMillwright(['prompts', 'lint', 'nowhere'])
  const name = await runMillwright(['prompts', 'preview', 'fix-nothing'])
  const none = await runMillwright(['prompts', 'preview'])

  expect([path.code, name.code, none.code]).toEqual([4, 4, 2])
  expect(name.stderr).toContain('there are fix-build, fix-config')
})
