import type { TaskRecord } from '@millwright/protocol'
import { createReporter } from '@millwright/report'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sampleFailure, sampleFix, sampleRecord } from '../sample-records.fixture.ts'
import { type StatusUnderTest, TOKEN } from '../start-status.fixture.ts'
import { fillPrompts } from './fill-prompts.fixture.ts'
import { hostileWords as words } from './hostile-words.fixture.ts'
import { openPage, startBrowser } from './start-browser.fixture.ts'
import { startMill } from './start-mill.fixture.ts'

const at = new Date().toISOString()
let mill: StatusUnderTest
let browser: Browser

beforeAll(async () => {
  mill = await startMill()
  await plant(mill)
  browser = await startBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await mill?.close()
})

test.each([
  ...['#/', '#/tasks', '#/tasks/waits', '#/tasks/ended', '#/approvals', '#/incidents'],
  ...['#/tasks/works'],
  ...['#/repositories', '#/templates', '#/templates/fix-test', '#/metrics', '#/audit'],
  ...['#/settings', `#/tasks/${encodeURIComponent(words)}`, `#/${encodeURIComponent(words)}`],
  ...[`#/tasks?q=${encodeURIComponent(words)}`, 'lite', 'lite/tasks/waits'],
])(
  'what strangers wrote is text and nothing else on %s',
  async (path) => {
    const { page, complaints, close } = await openPage(browser)
    await page.goto(`${mill.url}/${path}`)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.waitForLoadState('networkidle', { timeout: 1_500 }).catch(() => undefined)
    // Whatever is folded away is text as well.
    await page.evaluate(
      "document.querySelectorAll('details').forEach((one) => { one.open = true })",
    )
    if (path === '#/tasks/works') await page.getByRole('heading', { name: 'Turn 1' }).waitFor()
    const text = await page.evaluate<string>('document.body.textContent')
    const named = await page.locator(plain).allTextContents()
    const found = await whatRan(page)
    await close()

    expect(found).toEqual(nothing)
    expect(named.filter((one) => /\p{Cf}/u.test(one))).toEqual([])
    expect(complaints.filter((one) => !one.includes('status of 40'))).toEqual([])
    if (planted.includes(path)) expect(text).toContain(script)
  },
  120_000,
)

test('what strangers wrote is text and nothing else in the preview of a template', async () => {
  const { page, complaints, close } = await openPage(browser)
  await page.request.post(`${mill.url}/api/v1/session`, { data: { token: TOKEN } })
  await page.goto(`${mill.url}/#/templates/fix-lint?task=works`)
  const draft = page.getByLabel('An edit is a draft')
  await draft.waitFor()
  // Braces would be an output of the template.
  await draft.fill(`${await draft.inputValue()}\n${words.replaceAll(/[{}]/g, '')}\n`)
  await page.getByRole('button', { name: 'Preview', exact: true }).click()
  await page.getByText('With works').waitFor()
  await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
  const changed = await page.locator('.patch .added').allTextContents()
  const whole = await page
    .getByRole('region', { name: 'Preview' })
    .locator('details')
    .allInnerTexts()
  const found = await whatRan(page)
  await close()

  expect(found).toEqual(nothing)
  expect(complaints).toEqual([])
  expect(changed.join('\n')).toContain(script)
  expect(whole).toEqual([expect.stringContaining(script), expect.stringContaining(script)])
}, 180_000)

/** Where characters that hide or turn text are named: docs/dashboard.md lists it. */
const plain =
  '.task-line, figure, .rounds, :is(#evidence, #verdict, #proof, #gate, #delivery, #model, #transcript, #audit), [aria-label="Where it stands"], article > :is(header, p)'
const script = '<script>window.hacked = 1</script>'
const nothing = { hacked: null, elements: 0, links: 0, hidden: 'block' }

/** What became of the words in the page, other than text. */
function whatRan(page: Page): Promise<unknown> {
  return page.evaluate<unknown>(`({
    hacked: window.hacked ?? null,
    elements: document.querySelectorAll(
      'img, iframe, object, embed, math, body style, body script, [onerror], [onload], [onfocus], [ontoggle]',
    ).length,
    links: [...document.querySelectorAll('a')].filter(({ href }) => /^(javascript|data):/.test(href)).length,
    hidden: getComputedStyle(document.body).display,
  })`)
}

/** The pages whose data holds the words. */
const planted = ['#/', '#/tasks', '#/tasks/waits', '#/tasks/ended', '#/approvals', '#/incidents']
planted.push(
  '#/tasks/works',
  '#/templates',
  '#/templates/fix-test',
  '#/audit',
  '#/settings',
  '#/metrics',
  '#/repositories',
  'lite',
  'lite/tasks/waits',
)

/** Puts the words into every field that somebody else may fill. */
async function plant({ store, redis }: StatusUnderTest): Promise<void> {
  await store.createTask(hostileRecord('ended', 'escalated'))
  await store.createTask(hostileRecord('works', 'running'))
  await store.createTask(hostileRecord('waits', 'awaiting_approval'))
  const { failure, diagnosis } = sampleFailure()
  const job = { ...failure, job_name: cut(500), workflow_name: cut(500) }
  await store.saveFailure({
    failure: { ...job, html_url: 'javascript:window.hacked=1' },
    ...{ diagnosis, task_id: 'waits', verdict: 'FIXABLE', answer: 'act' },
  })
  const rules = [{ rule: 'draft', answer: 'skip', reason: cut(500) }] as const
  await store.addDecision({
    ...{ failure_id: failure.failure_id, repo: 'acme/web', head_sha: words.slice(0, 40) },
    ...{ task_id: null, answer: 'skip', reason: cut(500), rules: [...rules], at },
  })
  await store.addEvent({ at, kind: 'report', repo: cut(200), task_id: 'works', text: cut(1_000) })
  await store.addAudit({
    ...{ actor: cut(200), action: cut(60), target: 'waits', from: cut(200), detail: cut(500) },
  })
  await store.setPause({ scope: 'acme/web', actor: cut(200), at })
  await store.saveIncident({
    ...{ repo: 'acme/web', key: 'k', category: 'unknown', urgency: 'high', summary: cut(500) },
    ...{ opened_at: at, seen_at: at, task_id: 'waits', issue: null, closed_at: null },
    sightings: [
      {
        ...{ failure_id: 'f', pr_number: null, branch: cut(255), workflow_name: cut(500) },
        ...{ job_name: cut(500), head_sha: words.slice(0, 40), at, is_left: true },
        html_url: 'javascript:window.hacked=1',
      },
    ],
  })
  await plantPrompts({ store })
  await store.saveJudgement({
    ...{ task_id: cut(200), verdict: 'FIXABLE', should_be: null, by: 'ci', why: cut(300), at },
  })
  const worker = { worker: cut(200), host: cut(200), pid: 1, task_id: null, sandbox: 'none' }
  const status = { ...worker, limits: cut(500), started_at: at, seen_at: at }
  await redis.set('millwright:worker:hostile', JSON.stringify(status))
  const call = { tool: cut(200), input: words, output: words, is_error: true }
  const turn = { turn: 1, said: words, calls: [call], calls_left_out: 0, told: words }
  await createReporter({ redis, worker: cut(200) }).saveTranscript('works', 1, [turn])
}

async function plantPrompts({ store }: Pick<StatusUnderTest, 'store'>): Promise<void> {
  // Our own, of which one can be rendered, with the words as the newest version of another.
  await fillPrompts(store)
  const hash = `sha256:${'2c'.repeat(32)}`
  const files = [{ path: 'fix-test.prompt.md', text: words }]
  await store.savePromptVersion({ name: 'fix-test', hash, at, files }, true)
  await store.changeRollout('fix-test', (rollout) => ({ ...rollout, folder: hash }))
  await store.savePromptsInUse({
    ...{ hash, since: at },
    templates: [
      { name: 'fix-test', repo: null, hash, description: cut(500), serves: ['fix_lint'] },
    ],
    refused: { at, place: { file: words, line: 1, column: 1 }, problem: cut(1_000) },
  })
}

function hostileRecord(id: string, state: TaskRecord['state']): TaskRecord {
  const base = sampleRecord(id)
  const diagnosis = {
    ...base.task.inputs.diagnosis,
    ...{ summary: cut(500), tool: words.slice(0, 60), rule: words.slice(0, 100) },
    evidence: [{ line: 1, text: words }],
    files: [{ path: cut(1_000), line: 3 }],
    failing_tests: [cut(500)],
    step: { name: cut(500), command: words },
    ...{ replay: words, autofix: words, remedy: cut(300) },
  }
  const inputs = { ...base.task.inputs, branch: cut(255), logs: words, diagnosis }
  const fix = sampleFix()
  const round = fix.proof.before.map((one) => ({ ...one, command: words, output_tail: words }))
  return {
    ...base,
    task: { ...base.task, inputs, prompt: words, system: words },
    ...{ state, reason: words, worker: cut(200), epoch: 1 },
    result: {
      ...fix,
      ...{ summary: words, cause: words },
      patch: `diff --git a/${words} b/${words}\nnew mode ${words}\n@@ -1 +1 @@\n-${words}\n+${words}\n${words}`,
      proof: { before: round, after: round, restored: round },
    },
    gate: {
      decision: 'approval',
      classes: ['test_change'],
      findings: [{ rule: words.slice(0, 100), path: words, line: 1, why: words }],
    },
    hold: {
      patch_sha: 'ab'.repeat(32),
      head_sha: '01'.repeat(20),
      base_branch: cut(255),
      policy_hash: words.slice(0, 100),
      until: new Date(Date.now() + 3_600_000).toISOString(),
    },
    approval: { decision: 'rejected', patch_sha: 'ab'.repeat(32), actor: cut(200), at },
    delivery: { commit_sha: words.slice(0, 40), comment_id: 1, ci_conclusion: words.slice(0, 40) },
  }
}

function cut(chars: number): string {
  return words.slice(0, chars)
}
