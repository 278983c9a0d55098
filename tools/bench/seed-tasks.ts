import { readFileSync } from 'node:fs'
import { storeKeys, type TaskRecord } from '../../libs/protocol/src/index.ts'
import type { connectRedis } from '../../libs/redis/src/index.ts'
import { keys } from '../../libs/store/src/keys.ts'
import { packTask } from '../../libs/store/src/packed-task.ts'
import { sampleRecord } from '../../libs/store/src/sample-record.fixture.ts'
import { saveText } from '../../libs/store/src/save-text.ts'

const STEP = 500
const STATES = ['resolved', 'escalated', 'commented', 'failed'] as const
const REPOS = 20
const LINES = 28
/** As long as a system part, and the same for all tasks. */
const SYSTEM = readFileSync(new URL('../../ARCHITECTURE.md', import.meta.url), 'utf8').slice(
  0,
  4900,
)

/**
 * Files tasks with their indices as the store does: a second apart, in four states and twenty
 * repositories, ten to a pull request. Resolves with the bytes of their JSON. No two lines of their
 * logs are alike, so that they pack no better than real ones: those of the demo take 2.7 kB packed.
 */
export async function seedTasks(
  redis: ReturnType<typeof connectRedis>,
  count: number,
): Promise<number> {
  const start = Date.now() - count * 1_000
  let bytes = 0
  for (let from = 0; from < count; from += STEP) {
    const steps = redis.pipeline()
    for (let n = from; n < Math.min(from + STEP, count); n += 1) {
      const record = recordOf(n)
      const packed = packTask(record)
      if (n === 0) await saveText(redis, packed.system)
      bytes += Buffer.byteLength(JSON.stringify(record))
      const { task_id, repo, inputs } = record.task
      const score = start + n * 1_000
      steps.set(storeKeys.task(task_id), packed.bytes).incrby(keys.taskBytes, packed.bytes.length)
      const pull = storeKeys.pullRequest(repo, String(inputs.pr_number))
      for (const name of [storeKeys.tasks, keys.byState(record.state), keys.byRepo(repo), pull]) {
        steps.zadd(name, score, task_id)
      }
    }
    await steps.exec()
  }
  return bytes
}

function recordOf(n: number): TaskRecord {
  const repo = `acme/repo-${n % REPOS}`
  const record = sampleRecord(`ci-fix-acme__repo-${n}`, { repo, pr: Math.floor(n / 10) })
  const state = STATES[n % STATES.length] ?? 'resolved'
  const lines = Array.from({ length: LINES }, (_, at) => lineOf(n, at))
  const logs = lines.map((text, at) => `${70 + at}: ${text}`).join('\n')
  const evidence = lines.map((text, at) => ({ line: 70 + at, text }))
  const { diagnosis } = record.task.inputs
  const inputs = {
    ...record.task.inputs,
    logs,
    diagnosis: { ...diagnosis, summary: `The test number ${n} expects another value.`, evidence },
  }
  const prompt = `${SYSTEM.slice(0, 1_200)}\n${logs}`
  const reason = `CI is green on ${hex(n, 7)}`
  return { ...record, state, reason, task: { ...record.task, prompt, system: SYSTEM, inputs } }
}

/** A line of a stack trace; the numbers in it stand nowhere else. */
function lineOf(n: number, at: number): string {
  const [a, b] = [hex(n * LINES + at, 12), hex(at * 7_919 + n, 6)]
  return `    at Suite.${a} (/home/runner/work/src/part-${b}.test.js:${(n + at) % 997}:${at})`
}

/** Digits that look like chance and are the same in each run. */
function hex(seed: number, length: number): string {
  const mixed = Math.imul(seed + 1, 2_654_435_761) >>> 0
  return (BigInt(mixed) * 6_364_136_223_846_793_005n)
    .toString(16)
    .slice(-length)
    .padStart(length, '0')
}
