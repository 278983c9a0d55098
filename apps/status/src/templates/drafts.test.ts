import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadConfig } from '@millwright/config'
import { loadPrompts, type PromptTemplate } from '@millwright/template'
import { temporaryDirectory } from '@millwright/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { DRAFT_BYTES_MAX } from '../limits.ts'
import { USES_MAX } from '../routes/templates.ts'
import { sampleRecord } from '../sample-records.fixture.ts'
import { type StatusUnderTest, startStatusUnderTest, TOKEN } from '../start-status.fixture.ts'
import { NUMBERED_MAX } from './describe-template.ts'
import {
  LintAnswer,
  PreviewAnswer,
  SavedDraft,
  TemplateHistory,
  TemplateVersion,
} from './template-schemas.ts'

const installed = fileURLToPath(new URL('../../../../prompts', import.meta.url))
const path = '/api/v1/templates/fix-types'
const text = readFileSync(join(installed, 'fix-types.prompt.md'), 'utf8')
const edit = text.replace('Correct the type errors', 'Mend the type errors')
let status: StatusUnderTest
let folder: PromptTemplate

beforeAll(async () => {
  const dir = await temporaryDirectory()
  cpSync(installed, join(dir, 'prompts'), { recursive: true })
  const config = loadConfig({ role: 'status', env: {}, cwd: dir })
  const prompts_dir = join(dir, 'prompts')
  status = await startStatusUnderTest({}, { ...config, prompts_dir })
  folder = (await loadPrompts(prompts_dir)).find('fix_types')
})
beforeEach(async () => {
  await status.redis.flushdb()
  const { hash, name, files } = folder
  const at = new Date().toISOString()
  await status.store.savePromptVersion({ hash, name, at, files: [...files] }, true)
  await status.store.changeRollout(name, (rollout) => ({ ...rollout, folder: hash }))
})
afterAll(() => status.close())

async function post(what: string, body: object, token = TOKEN) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const init = { method: 'POST', headers, body: JSON.stringify(body) }
  const answer = await status.get(`${path}/${what}`, init)
  return { code: answer.status, body: (await answer.json()) as unknown }
}

/** Keeps an edit of the template as a version. */
async function keep(): Promise<string> {
  return SavedDraft.parse((await post('versions', { text: edit })).body).hash
}

/** What the lead was asked, as it stands in its queue. */
async function asked(): Promise<unknown[]> {
  const names = await status.redis.lrange('millwright:maintenance:wait', '0', '-1')
  const texts = await Promise.all(
    names.map((id) => status.redis.hget(`millwright:maintenance:${id}`, 'data')),
  )
  return texts.map((data) => JSON.parse(data ?? 'null') as unknown)
}

test('lint names each problem of a text with its place; nothing is kept of it', async () => {
  const broken = edit.replace('# user\n', '# user\n{{ evidense }}\n')

  const bad = LintAnswer.parse((await post('lint', { text: broken })).body)
  const good = LintAnswer.parse((await post('lint', { text: edit })).body)
  const refused = await post('versions', { text: broken })

  expect(bad).toMatchObject({ ok: false, hash: null })
  expect(bad.problems[0]).toMatchObject({
    severity: 'error',
    file: 'fix-types.prompt.md',
    column: 4,
    problem: expect.stringContaining('did you mean "evidence"?'),
    frame: expect.stringContaining('{{ evidense }}'),
  })
  expect(good).toMatchObject({ ok: true, problems: [] })
  expect(good.hash).not.toBe(folder.hash)
  expect(refused.code).toBe(422)
  expect(refused.body).toMatchObject({ code: 'MW_DRAFT' })
  expect(await status.store.listPromptVersions('fix-types')).toHaveLength(1)
})

test('preview shows a draft beside the stable version, with a fixture or a past failure', async () => {
  await status.store.createTask(sampleRecord('t'))

  const fixture = PreviewAnswer.parse((await post('preview', { text: edit })).body)
  const task = PreviewAnswer.parse((await post('preview', { text: edit, task_id: 't' })).body)
  const stable = PreviewAnswer.parse((await post('preview', {})).body)
  const nobody = await post('preview', { task_id: 'unknown' })

  expect(fixture.sample).toBe('fix-types.json')
  expect(task.sample).toBe('t')
  for (const { rendered, stable: other } of [fixture, task]) {
    expect(`${rendered.system}${rendered.user}`).toContain('Mend the type errors')
    expect(`${other?.system}${other?.user}`).toContain('Correct the type errors')
    expect(rendered.tokens.user).toBeGreaterThan(0)
  }
  expect(stable).toMatchObject({ rendered: { hash: folder.hash }, stable: null, changes: null })
  expect(nobody.code).toBe(404)
})

test('preview marks what differs from the stable version, down to the words', async () => {
  await status.store.createTask(sampleRecord('t'))

  const { changes } = PreviewAnswer.parse(
    (await post('preview', { text: edit, task_id: 't' })).body,
  )

  const lines = [...(changes?.system ?? []), ...(changes?.user ?? [])]
  const changed = lines
    .filter(({ kind }) => kind === 'removed' || kind === 'added')
    .map(({ kind, parts }) => [kind, parts.filter((one) => one.is_changed).map((p) => p.text)])
  expect(changed).toEqual([
    ['removed', ['Correct']],
    ['added', ['Mend']],
  ])
})

test('a draft that is kept can be promoted, tried and previewed by its hash', async () => {
  const hash = await keep()
  const by = await post('preview', { hash })
  const promoted = await post('promote', { hash, actor: 'ada' })
  const tried = await post('canary', { hash, share: 20 })

  expect(by.body).toMatchObject({ rendered: { hash }, stable: { hash: folder.hash } })
  expect(promoted).toEqual({ code: 202, body: { action: 'promote', name: 'fix-types', hash } })
  expect(tried.code).toBe(202)
  const wish = { name: 'fix-types', hash, ask: expect.any(String) }
  expect(await asked()).toEqual(
    expect.arrayContaining([
      { ...wish, kind: 'promote', actor: 'ada' },
      { ...wish, kind: 'canary', share: 20, actor: 'status.token at 127.0.0.1' },
    ]),
  )
  const rows = await status.store.listAudit({ limit: 10 })
  const actions = rows.map(({ entry }) => `${entry.actor} ${entry.action} ${entry.target}`)
  expect(actions.toReversed()).toEqual([
    'status.token at 127.0.0.1 keep draft fix-types',
    'ada promote fix-types',
    'status.token at 127.0.0.1 canary fix-types',
  ])
})

test('rollback goes to what was used before; where nothing was, it says so', async () => {
  const none = await post('rollback', {})
  const hash = await keep()
  const at = new Date().toISOString()
  await status.store.changeRollout('fix-types', (r) => ({
    ...r,
    pinned: hash,
    steps: [{ at, actor: 'ada', action: 'promoted', hash, was: folder.hash, why: '', ask: null }],
  }))

  const back = await post('rollback', {})

  expect(none).toMatchObject({ code: 409, body: { code: 'MW_WRONG_STATE' } })
  expect(back.body).toEqual({ action: 'rollback', name: 'fix-types', hash: folder.hash })
})

test('what would change nothing, or is of one repository, is refused', async () => {
  const own = `sha256:${'b'.repeat(64)}`
  const files = [{ path: 'repos/acme__web/fix-types.prompt.md', text }]
  const at = new Date().toISOString()
  await status.store.savePromptVersion({ hash: own, name: 'fix-types', at, files }, false)

  const codes = [
    (await post('promote', { hash: folder.hash })).code,
    (await post('promote', {})).code,
    (await post('promote', { hash: own })).code,
    (await post('promote', { hash: `sha256:${'c'.repeat(64)}` })).code,
    (await post('canary', { share: 100 })).code,
    (await post('lint', { text: edit }, 'wrong')).code,
  ]

  expect(codes).toEqual([409, 409, 409, 404, 400, 401])
  expect(await asked()).toEqual([])
})

test('a text over the limit, and a body that could hold no text, are refused', async () => {
  const long = await post('lint', { text: 'x'.repeat(200_001) })
  const large = await post('lint', { text: 'x'.repeat(DRAFT_BYTES_MAX) })

  expect([long.code, large.code]).toEqual([400, 413])
})

test('one answer has the numbers of the newest versions and those in use, and the newest tasks', async () => {
  const versions = Array.from({ length: NUMBERED_MAX + 1 }, (_, n) => {
    return `sha256:${String(n).padStart(64, '0')}`
  })
  for (const hash of versions) {
    const at = new Date().toISOString()
    await status.store.savePromptVersion({ hash, name: 'fix-types', at, files: [] }, true)
    // The history counts milliseconds.
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  const [oldest = ''] = versions
  const { task, ...record } = sampleRecord('t')
  for (let n = 0; n <= USES_MAX; n += 1) {
    const template = { name: 'fix-types', hash: oldest }
    await status.store.createTask({ ...record, task: { ...task, task_id: `t${n}`, template } })
  }

  const history = TemplateHistory.parse(await (await status.get(path)).json())
  const one = TemplateVersion.parse(await (await status.get(`${path}/${oldest}`)).json())

  const without = history.versions.filter(({ numbers }) => numbers === null)
  expect(without.map(({ hash }) => hash)).toEqual([oldest])
  expect(history.versions.find(({ label }) => label === 'stable')?.numbers).not.toBeNull()
  expect(one.uses).toHaveLength(USES_MAX)
  expect(one.numbers.open).toBe(USES_MAX + 1)
})

test('the history has the numbers of each version, and the trial beside the stable one', async () => {
  const hash = await keep()
  const since = new Date().toISOString()
  await status.store.changeRollout('fix-types', (r) => ({
    ...r,
    canary: { hash, share: 20, since },
  }))
  const record = sampleRecord('t')
  const task = { ...record.task, template: { name: 'fix-types', hash } }
  const created_at = new Date().toISOString()
  await status.store.createTask({ ...record, task, created_at })
  await status.store.changeTask('t', ['queued'], (r) => ({
    ...r,
    state: 'resolved',
    delivery: { ...r.delivery, ci_conclusion: 'success' },
  }))

  const history = TemplateHistory.parse(await (await status.get(path)).json())
  const one = TemplateVersion.parse(await (await status.get(`${path}/${hash}`)).json())
  const metrics = await (await status.get('/metrics')).text()

  const rows = history.versions.map(({ label, in_use, is_folder, numbers }) => {
    return [label, in_use, is_folder, numbers?.n, numbers?.too_few]
  })
  expect(rows.toSorted()).toEqual([
    ['canary', true, false, 1, true],
    ['stable', true, true, 0, true],
  ])
  expect(history.trial).toMatchObject({ canary: { n: 1 }, stable: { n: 0 }, worse: null })
  const labels = (label: string, version: string) =>
    `millwright_template_info{template="fix-types",label="${label}",hash="${version}"} 1`
  expect(metrics).toContain(labels('stable', folder.hash))
  expect(metrics).toContain(labels('canary', hash))
  expect(one.numbers.green).toMatchObject({ count: 1, of: 1, share: 1 })
  expect(one.uses).toMatchObject([{ task_id: 't', ci: 'green' }])
})
