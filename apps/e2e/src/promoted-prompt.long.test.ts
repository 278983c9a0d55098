import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { waitFor } from '@millwright/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { play } from './demo/play.ts'
import { root } from './demo/root.ts'
import { fixedTest } from './faults/fault-stories.ts'
import { runCli } from './faults/run-cli.ts'
import { startTestWorld, type TestWorld } from './invariants/start-test-world.ts'

const WAIT_MS = 240_000
const USED_MS_MAX = 60_000

let world: TestWorld
beforeAll(async () => {
  world = await startTestWorld([fixedTest])
}, WAIT_MS)
afterAll(() => world.close(), WAIT_MS)

const millwright = (...args: string[]) =>
  runCli(['--config', join(world.dir, 'millwright.yaml'), ...args])

/** The lead does what is asked for in its own time. */
async function untilUsed(hash: string): Promise<void> {
  const isUsed = async () => {
    const { output } = await millwright('prompts', 'history', 'fix-test', '--json')
    const { versions } = JSON.parse(output) as {
      versions: { hash: string; label: string | null }[]
    }
    return versions.some((version) => version.hash === hash && version.label === 'stable')
  }
  await waitFor(isUsed, { timeoutMs: USED_MS_MAX, what: 'the promoted version to be used' })
}

test('an operator promotes an edit, watches its numbers, goes back, and replays what it did', {
  timeout: WAIT_MS,
}, async () => {
  const edit = join(world.dir, 'fix-test.prompt.md')
  const good = await readFile(join(root, 'prompts/fix-test.prompt.md'), 'utf8')
  await writeFile(edit, `${good}\nLeave the mill as you found it.\n`)

  const promoted = await millwright('prompts', 'promote', 'fix-test', '--template', edit, '--json')
  const { hash } = JSON.parse(promoted.output)
  await untilUsed(hash)
  const story = await play(world, fixedTest)
  const [told] = story.tasks
  const record = await world.status.task(told?.task_id ?? '')
  const numbers = await millwright('prompts', 'numbers', 'fix-test')
  const back = await millwright('prompts', 'rollback', 'fix-test')

  expect(story.problems).toEqual([])
  expect(record.task.template).toEqual({ name: 'fix-test', hash })
  expect(record.task.prompt).toContain('Leave the mill as you found it.')
  expect(numbers.output).toContain(`${hash.slice(0, 19)}  `)
  expect(numbers.output).toMatch(
    /green at first attempt {2}100 % \(1 of 1; 95 % interval 21 to 100/,
  )
  expect(numbers.output).toContain('1, too few to compare')
  expect(back.output).toContain('fix-test: asked to go back to sha256:')

  const { repo, branch } = fixedTest
  const head = await world.github.head(repo, branch)
  const comments = world.github.comments(repo, 1).length
  const again = await millwright('replay', told?.task_id ?? '', '--level', 'shadow', '--json')
  const [row] = JSON.parse(again.output).rows

  expect(row.error).toBeNull()
  expect(row.verdict).toEqual({ before: 'FIXABLE', after: 'FIXABLE' })
  expect(row.before).toMatchObject({ state: 'resolved', outcome: 'fixed', ci: 'success' })
  expect(row.after).toMatchObject({ outcome: 'fixed', is_proven: true, gate: 'pass' })
  expect(row.diff).toContain('-Leave the mill as you found it.')
  expect(await world.github.head(repo, branch)).toBe(head)
  expect(world.github.comments(repo, 1)).toHaveLength(comments)
  expect((await millwright('prompts', 'history', 'fix-test')).output).toContain('rolled back')
})
