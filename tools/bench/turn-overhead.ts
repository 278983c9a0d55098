import { openMill } from '../../apps/worker/src/mill.fixture.ts'
import { redTask, resultOf } from '../../apps/worker/src/red-task.fixture.ts'
import { bash, edit, finish } from '../../apps/worker/src/script.fixture.ts'
import { toolsFor } from '../../libs/agent/src/tools-for.ts'
import { childrenMs } from './in-turns.ts'

const TURNS = 30

type Plays = readonly (readonly ReturnType<typeof bash>[])[]

/** Milliseconds, sorted; `processor` is the time of a turn. */
export interface TurnTimes {
  /** From the model's answer to the next question. */
  readonly turn: number[]
  /** The tool's own: from its call to its answer, its jail with it. */
  readonly tool: number[]
  /** What the turn takes beyond its tool. */
  readonly beyond: number[]
  readonly processor: number
}

/**
 * What a turn takes in a whole worker, by the tool that was called, with a model that takes
 * `thinkingMs` for each answer. Processor time is that of this process and of those it started, the
 * stand-ins' with it, and without what a task takes that has one turn alone.
 */
export async function timeTurns(thinkingMs: number): Promise<Record<string, TurnTimes>> {
  const mill = await openMill()
  const files = { value: '1\n', 'test/expected': '22\n', 'test.sh': 'cmp value test/expected\n' }
  const headSha = await mill.addRepository('acme/web', files)
  const view = { name: 'view', input: { path: 'value' } }
  const calls: Record<string, Plays> = {
    'bash true': Array.from({ length: TURNS }, () => [bash('true')]),
    'view a file': Array.from({ length: TURNS }, () => [view]),
    'edit a file': Array.from({ length: TURNS }, (_, n) => [edit('value', `${n + 1}`, `${n + 2}`)]),
  }
  const timer = timeTools()
  const play = async (turns: Plays) => {
    mill.model.plays(...turns, [finish({ cannot_fix: 'it is a measurement' })])
    const limits = { turns: 100, usd: 100, tokens: 10_000_000, files: 5, lines: 400 }
    const task = redTask(headSha, { limits })
    const startedMs = processMs()
    await mill.queues.tasks.add(task)
    resultOf(await mill.ended(task.task_id))
    return processMs() - startedMs
  }
  try {
    mill.model.thinksFor(thinkingMs)
    await mill.startWorker()
    const alone = await play([])
    const times: Record<string, TurnTimes> = {}
    for (const [name, turns] of Object.entries(calls)) {
      timer.clear()
      const processor = (await play(turns)) - alone
      const asked = mill.model.askedAt().slice(1)
      const turn = asked.map((ms, n) => ms - (mill.model.answeredAt()[n] ?? Number.NaN))
      const tool = timer.took().slice(0, TURNS)
      const beyond = turn.map((ms, n) => ms - (tool[n] ?? Number.NaN))
      const [a, b, c] = [turn, tool, beyond].map((all) => all.toSorted((x, y) => x - y))
      times[name] = { turn: a ?? [], tool: b ?? [], beyond: c ?? [], processor: processor / TURNS }
    }
    return times
  } finally {
    timer.stop()
    await mill.close()
  }
}

function processMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000 + childrenMs()
}

/** Notes how long each call of a tool takes, right where the worker calls it. */
function timeTools() {
  let took: number[] = []
  const plain = toolsFor('edit').map((tool) => ({ tool, call: tool.call }))
  for (const { tool, call } of plain) {
    const timed: typeof call = async (input, context) => {
      const startedAt = performance.now()
      const answer = await call.call(tool, input, context)
      took.push(performance.now() - startedAt)
      return answer
    }
    Object.assign(tool, { call: timed })
  }
  return {
    took: () => took,
    clear: () => {
      took = []
    },
    stop: () => {
      for (const { tool, call } of plain) Object.assign(tool, { call })
    },
  }
}
