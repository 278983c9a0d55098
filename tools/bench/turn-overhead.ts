import { openMill } from '../../apps/worker/src/mill.fixture.ts'
import { redTask, resultOf } from '../../apps/worker/src/red-task.fixture.ts'
import { bash, edit, finish } from '../../apps/worker/src/script.fixture.ts'
import { childrenMs } from './in-turns.ts'

const TURNS = 30

/**
 * What a turn takes in a whole worker, from one question to the model to the next: the model answers
 * at once, so all of it is ours and the tool's. Milliseconds, sorted, by the tool that was called;
 * `processor` is the time of this process and of those it started, the stand-ins' with it, and
 * without what a task takes that has one turn alone.
 */
export async function timeTurns() {
  const mill = await openMill()
  const files = { value: '1\n', 'test/expected': '22\n', 'test.sh': 'cmp value test/expected\n' }
  const headSha = await mill.addRepository('acme/web', files)
  const view = { name: 'view', input: { path: 'value' } }
  const calls = {
    'no turn': [],
    'bash true': Array.from({ length: TURNS }, () => [bash('true')]),
    'view a file': Array.from({ length: TURNS }, () => [view]),
    'edit a file': Array.from({ length: TURNS }, (_, n) => [edit('value', `${n + 1}`, `${n + 2}`)]),
  }
  const times: Record<string, number[]> = {}
  const processor: Record<string, number> = {}
  try {
    await mill.startWorker()
    for (const [name, turns] of Object.entries(calls)) {
      mill.model.plays(...turns, [finish({ cannot_fix: 'it is a measurement' })])
      const limits = { turns: 100, usd: 100, tokens: 10_000_000, files: 5, lines: 400 }
      const task = redTask(headSha, { limits })
      const before = process.cpuUsage()
      const childrenBefore = childrenMs()
      await mill.queues.tasks.add(task)
      resultOf(await mill.ended(task.task_id))
      const { user, system } = process.cpuUsage(before)
      const spent = (user + system) / 1000 + childrenMs() - childrenBefore
      processor[name] = spent
      const at = mill.model.askedAt()
      const gaps = at.slice(1).map((ms, index) => ms - (at[index] ?? Number.NaN))
      if (gaps.length > 0) times[name] = gaps.toSorted((a, b) => a - b)
    }
    const { 'no turn': alone = Number.NaN, ...others } = processor
    for (const [name, ms] of Object.entries(others)) others[name] = (ms - alone) / TURNS
    return { times, processor: others }
  } finally {
    await mill.close()
  }
}
