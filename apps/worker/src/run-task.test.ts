import { isRedThenGreen, type Proof, workerKeys } from '@millwright/protocol'
import { readTranscript } from '@millwright/report'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CLONE_TOKEN, type Mill, openMill } from './mill.fixture.ts'
import { redTask, resultOf } from './red-task.fixture.ts'
import { bash, edit, finish, MODEL_KEY } from './script.fixture.ts'

let mill: Mill
let redSha = ''
beforeAll(async () => {
  mill = await openMill()
  redSha = await mill.addRepository('acme/web', {
    value: '1\n',
    'test/expected': '22\n',
    'test.sh': 'cmp value test/expected\n',
    'format.sh': 'echo 22 > value\n',
  })
  await mill.startWorker({ pace: { firstWaitMs: 100 } })
})
afterAll(() => mill.close())

const exits = (proofs: readonly Proof[]) => proofs.map((proof) => proof.exit_code)

/** Has one task worked on and gives back its result and its progress. */
async function work(task: ReturnType<typeof redTask>) {
  await mill.queues.tasks.add(task)
  const result = resultOf(await mill.ended(task.task_id))
  const reports = await mill.reports(task.task_id)
  const said = reports.flatMap(({ body }) =>
    body.kind === 'progress' ? [`${body.step}: ${body.text}`] : [body.kind],
  )
  return { result, said }
}

test('red, edited, green twice: a fix with its patch, its proof and its price', async () => {
  mill.model.plays([bash('cat value')], [edit('value', '1', '22')], [finish()])

  const { result, said } = await work(redTask(redSha))

  expect(result).toMatchObject({
    outcome: 'fixed',
    cause: 'value is wrong',
    confidence: 'high',
    fixed_by: 'agent',
    sandbox: 'bwrap',
    usage: { turns: 3 },
  })
  expect(result.usage.usd).toBeGreaterThan(0)
  expect(result.patch).toMatch(/^-1\n\+22$/m)
  expect(
    isRedThenGreen(
      result.proof,
      result.proof.after.map((p) => p.command),
    ),
  ).toBe(true)
  expect(said).toEqual([
    'claimed',
    `workspace: checking out ${redSha.slice(0, 12)} of acme/web`,
    'reproduce: running sh test.sh',
    'reproduce: red',
    'agent: claude-sonnet-5-5 begins',
    'agent: bash cat value',
    'agent: edit value',
    'agent: finish (high confidence)',
    'validate: running sh test.sh',
    'validate: green',
    'report: fixed',
    'completed',
  ])
})

test('what of the commit is not in the tree is named', async () => {
  const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n'
  const files = { '.gitattributes': '*.bin filter=lfs\n', 'big.bin': pointer }
  const headSha = await mill.addRepository('acme/large', files)
  mill.model.plays()

  const { said } = await work(redTask(headSha, { repo: 'acme/large' }, { replay: 'true' }))

  expect(said).toContain('workspace: files of Git LFS stay pointers: big.bin')
})

test('a finished task leaves a transcript for people, without secrets, and soon no checkpoint', async () => {
  const shown = bash(`cat value; printf %s ${CLONE_TOKEN}`)
  mill.model.plays([shown], [edit('value', '1', '22')], [finish()])
  const task = redTask(redSha)

  const { result } = await work(task)
  const transcript = await readTranscript(mill.redis, task.task_id)

  expect(transcript?.turns.map(({ calls }) => calls[0]?.tool)).toEqual(['bash', 'edit', 'finish'])
  expect(JSON.stringify(transcript)).not.toContain(CLONE_TOKEN)
  const key = workerKeys.checkpoint(task.task_id)
  const saved = JSON.parse((await mill.redis.get(key)) ?? '{}')
  expect(saved).toMatchObject({ result, agent: null, patch: '', reproduction: null })
  expect(await mill.redis.ttl(key)).toBeLessThanOrEqual(3600)
})

test('a formatter settles it without a single question to the model', async () => {
  mill.model.plays()

  const { result } = await work(redTask(redSha, {}, { autofix: 'sh format.sh' }))

  expect(result).toMatchObject({
    outcome: 'fixed',
    fixed_by: 'autofix',
    usage: { turns: 0, usd: 0 },
  })
  expect(
    isRedThenGreen(
      result.proof,
      result.proof.after.map((p) => p.command),
    ),
  ).toBe(true)
  expect(mill.model.asked()).toEqual([])
})

test('a formatter that does not settle it leaves nothing behind for the model', async () => {
  mill.model.plays([bash('git status --porcelain; cat value')], [finish({ cannot_fix: 'no' })])

  const { result } = await work(redTask(redSha, {}, { autofix: 'echo 33 > value' }))

  expect(result).toMatchObject({ outcome: 'gave_up', patch: '', confidence: 'high' })
  expect(result.summary).toMatch(/Cannot be fixed honestly: no/)
})

test('a run that is red for want of a package is looked into, and says why', async () => {
  mill.model.plays([finish({ next_step: 'Look at the sum.' })])
  const replay = `echo "Error: Cannot find module 'zod'"; exit 1`

  const { result, said } = await work(redTask(redSha, {}, { replay }))

  expect(result).toMatchObject({ outcome: 'investigated', patch: '' })
  expect(result.summary).toContain('not installed in the jail')
  expect(said).toContain('reproduce: cannot-run')
})

test('a model that changes the test is found out', async () => {
  mill.model.plays([edit('test/expected', '22', '1')], [finish()])

  const { result } = await work(redTask(redSha))

  expect(result.outcome).toBe('test_change')
  expect([exits(result.proof.after), exits(result.proof.restored)]).toEqual([[0], [1]])
  expect(
    isRedThenGreen(
      result.proof,
      result.proof.after.map((p) => p.command),
    ),
  ).toBe(false)
})

test('a patch that is still red goes back to the model, then is handed in as it is', async () => {
  mill.model.plays([edit('value', '1', '33')], [finish()], [edit('value', '33', '22')], [finish()])
  const second = await work(redTask(redSha))
  mill.model.plays([edit('value', '1', '33')], [finish()], [finish()], [finish()])
  const never = await work(redTask(redSha))

  expect(second.result.outcome).toBe('fixed')
  expect(never.result.outcome).toBe('validation_failed')
  expect(exits(never.result.proof.after)).toEqual([1])
})

test('a model that changes nothing is said to have changed nothing', async () => {
  mill.model.plays([finish()])

  const { result } = await work(redTask(redSha))

  expect(result).toMatchObject({ outcome: 'no_change_needed', patch: '' })
})

test('a failure that does not show is not worked on', async () => {
  mill.model.plays()

  const { result } = await work(redTask(redSha, {}, { replay: 'true' }))

  expect(result).toMatchObject({ outcome: 'not_reproduced', patch: '' })
  expect(exits(result.proof.before)).toEqual([0, 0, 0])
  expect(mill.model.asked()).toEqual([])
})

test('an investigation can look at everything and write nothing', async () => {
  const evidence = [{ place: 'value:1', text: '1, and 22 is expected' }]
  const found = { evidence, tried: 'nothing else', next_step: 'raise the limit' }
  mill.model.plays(
    [bash('echo 22 > value; touch new; cat value'), edit('value', '1', '22')],
    [finish(found)],
  )

  const { result } = await work(redTask(redSha, { type: 'investigate', verdict: 'INVESTIGATE' }))

  expect(result).toMatchObject({ outcome: 'investigated', patch: '' })
  expect(result.cause).toBe(
    'value is wrong\n\nEvidence:\n- value:1: 1, and 22 is expected\n\nTried: nothing else',
  )
  expect(result.summary).toMatch(/reproduced here: exit code 1.*raise the limit/)
  expect(exits(result.proof.before)).toEqual([1])
})

test('an investigation that names no evidence, tries or next step is given back', async () => {
  const evidence = [{ place: 'value:1', text: '1, and 22 is expected' }]
  mill.model.plays(
    [finish({ tried: ' ' })],
    [finish({ evidence, tried: 'the test', next_step: '' })],
    [finish({ evidence, tried: 'the test', next_step: 'raise the limit' })],
  )

  const { result } = await work(redTask(redSha, { type: 'investigate', verdict: 'INVESTIGATE' }))

  expect(result).toMatchObject({ outcome: 'investigated', usage: { turns: 3 } })
  const [, second, third] = mill.model.heard()
  expect(second).toContain('lacks evidence, tried, next_step.')
  expect(third).toContain('lacks next_step.')
})

test('a failure whose command cannot run here is only looked into', async () => {
  mill.model.plays([edit('value', '1', '22')], [finish()])

  const { result } = await work(redTask(redSha, {}, { replay: 'no-such-runner' }))

  expect(result).toMatchObject({ outcome: 'investigated', patch: '' })
  expect(result.summary).toMatch(/could not be reproduced.*127/)
})

test.each([
  ['turns', { turns: 1 }],
  ['usd', { usd: 0.0001 }],
  ['tokens', { tokens: 50 }],
])('the limit on %s is an outcome', async (limit, limits) => {
  mill.model.plays([bash('ls')], [bash('ls')])
  const task = redTask(redSha)

  const { result } = await work({ ...task, limits: { ...task.limits, ...limits } })

  expect(result.outcome).toBe('limit_reached')
  expect(result.summary).toContain(limit)
})

test('the time limit holds for a command that never ends', async () => {
  mill.model.plays()

  const { result } = await work(
    redTask(redSha, { timeout_minutes: 0.05 }, { replay: "trap '' TERM; sleep 60" }),
  )

  expect(result).toMatchObject({ outcome: 'limit_reached' })
})

test('a patch beyond its limit is never handed in', async () => {
  const big = bash('head -c 2000000 /dev/zero | tr "\\0" x > big')
  mill.model.plays([big], [finish()], [finish()], [finish()])

  const { result } = await work(redTask(redSha))

  expect(result).toMatchObject({ outcome: 'limit_reached', patch: '' })
})

test('a commit that is no longer on the server concerns nobody', async () => {
  const { result } = await work(redTask('0'.repeat(40)))

  expect(result).toMatchObject({ outcome: 'superseded', patch: '' })
})

test('a provider that is overloaded for a while costs nothing but time', async () => {
  mill.model.plays([edit('value', '1', '22')], [finish()])
  mill.model.faults.next(529, 4)

  const { result, said } = await work(redTask(redSha))

  expect(result.outcome).toBe('fixed')
  expect(said.join('\n')).toMatch(/MW_MODEL_OVERLOADED: trying again/)
  expect(mill.model.asked()).toEqual([0, 1])
})

test('neither the transcript nor the report holds a secret of the worker', async () => {
  const look = 'env; cat /proc/1/environ /proc/self/environ; git config --list; ls -a / ~'
  const cause = `the token ${CLONE_TOKEN}`
  const slow = `sleep 1 # ${MODEL_KEY} and ${btoa(CLONE_TOKEN)}`
  mill.model.plays([bash(look)], [bash(slow)], [finish({ cause, cannot_fix: 'no' })])
  const task = redTask(redSha)

  await mill.queues.tasks.add(task)
  await mill.progressed(task.task_id, /agent: bash sleep/)
  const kept = await mill.redis.get(workerKeys.checkpoint(task.task_id))
  const result = resultOf(await mill.ended(task.task_id))

  expect(result.cause).toBe('the token [redacted]')
  expect(kept).toContain('exit code')
  expect(kept).toContain('[redacted]')
  expect(kept).not.toMatch(/ghp_readonly|sk-ant-a-test/)
  expect(kept).not.toContain(btoa(CLONE_TOKEN).slice(4, -4))
})

test('a secret of the worker in a prompt does not reach the model', async () => {
  mill.model.plays([finish({ cannot_fix: 'no' })])

  await work(redTask(redSha, { prompt: `The log said ${CLONE_TOKEN}.` }))

  expect(mill.model.heard()).toEqual([expect.stringContaining('The log said [redacted].')])
})
