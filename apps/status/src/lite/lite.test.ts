import { afterAll, beforeAll, expect, test } from 'vitest'
import { sampleFix, sampleRecord } from '../sample-records.fixture.ts'
import {
  CANARY,
  MARKED_CANARY,
  type StatusUnderTest,
  startStatusUnderTest,
} from '../start-status.fixture.ts'

const hostile = `<script>alert(1)</script><img src=x onerror="alert('2')">\u202e\u3164`
let status: StatusUnderTest

beforeAll(async () => {
  status = await startStatusUnderTest()
  const { task } = sampleRecord('t')
  const diagnosis = {
    ...task.inputs.diagnosis,
    summary: hostile,
    evidence: [{ line: 1, text: `${hostile} ${CANARY} ${MARKED_CANARY}` }],
  }
  await status.store.createTask(
    sampleRecord('t', {
      task: { ...task, inputs: { ...task.inputs, branch: hostile, diagnosis } },
      state: 'awaiting_approval',
      reason: hostile,
      result: { ...sampleFix(), summary: hostile, patch: `${hostile} ${MARKED_CANARY}` },
      gate: {
        decision: 'approval',
        classes: [],
        findings: [{ rule: hostile, path: hostile, line: 1, why: hostile }],
      },
    }),
  )
})
afterAll(() => status.close())

test('the plain page names what waits for a person and links to it, without a script', async () => {
  const page = await (await status.get('/lite')).text()

  expect(page).toMatch(/Needs you.*\/lite\/tasks\/t"/s)
  expect(page).toContain('no worker is up')
  expect(page).not.toMatch(/<script|<style|\sstyle=/)
})

test.each(['/lite', '/lite/tasks/t'])('what strangers wrote is text on %s', async (path) => {
  const page = await (await status.get(path)).text()

  expect(page).toContain('&lt;script&gt;alert(1)')
  expect(page).not.toMatch(/<script|<img|\sonerror="|\u202e|\u3164/)
  expect(page).toContain('⟨U+202E⟩⟨U+3164⟩')
  expect(page).not.toContain(CANARY)
  expect(page).not.toMatch(/marked&|canary-51c7/)
})

test('a patch that is not shown whole says so, on the page and to the dashboard', async () => {
  await status.store.createTask(sampleRecord('whole', { result: sampleFix() }))
  const read = async (path: string) => (await status.get(path)).text()

  expect(await read('/lite/tasks/t')).toMatch(/looks like a secret was taken out/)
  expect(await read('/lite/tasks/whole')).not.toMatch(/taken out/)
  expect(await read('/api/v1/tasks/t')).toContain('"is_shown_whole":false')
  expect(await read('/api/v1/tasks/whole')).toContain('"is_shown_whole":true')
})

test('a pause that stands in the configuration is shown, with the way out of it', async () => {
  const at = new Date().toISOString()
  const sign = { pid: 1, host: 'box', started_at: at, seen_at: at, mode: 'app' } as const
  const shown = async (isPaused: boolean) => {
    await status.store.beatLead({ ...sign, paused: isPaused, is_paused_by_config: isPaused })
    const page = await (await status.get('/lite')).text()
    return /everything is paused in the configuration: take paused/.test(page)
  }

  expect([await shown(false), await shown(true)]).toEqual([false, true])
})

test('a task whose reason is its diagnosis tells it once', async () => {
  const { task } = sampleRecord('once')
  const diagnosis = { ...task.inputs.diagnosis, category: 'lint', summary: 'told once' } as const
  const inputs = { ...task.inputs, diagnosis }
  await status.store.createTask(
    sampleRecord('once', { task: { ...task, inputs }, reason: 'lint: told once' }),
  )

  const page = await (await status.get('/lite')).text()

  expect(page.match(/lint: told once/g)).toHaveLength(1)
})

test('a task that is not kept is not found', async () => {
  const { status: code } = await status.get('/lite/tasks/gone')

  expect(code).toBe(404)
})
