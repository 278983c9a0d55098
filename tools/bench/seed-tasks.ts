import { storeKeys, type TaskRecord } from '../../libs/protocol/src/index.ts'
import type { connectRedis } from '../../libs/redis/src/index.ts'
import { keys } from '../../libs/store/src/keys.ts'
import { sampleRecord } from '../../libs/store/src/sample-record.fixture.ts'

const STEP = 500
/** Of prompt and logs together; a finished task of the demo holds about as much. */
const TEXT_CHARS = 4_000
const STATES = ['resolved', 'escalated', 'commented', 'failed'] as const
const REPOS = 20

/**
 * Files tasks with their indices, past the limit that the store keeps to: a second apart, in four
 * states and twenty repositories, ten to a pull request.
 */
export async function seedTasks(
  redis: ReturnType<typeof connectRedis>,
  count: number,
): Promise<void> {
  const start = Date.now() - count * 1_000
  for (let from = 0; from < count; from += STEP) {
    const steps = redis.pipeline()
    for (let n = from; n < Math.min(from + STEP, count); n += 1) {
      const record = recordOf(n)
      const { task_id, repo, inputs } = record.task
      const score = start + n * 1_000
      steps.set(storeKeys.task(task_id), JSON.stringify(record))
      const pull = storeKeys.pullRequest(repo, String(inputs.pr_number))
      for (const name of [storeKeys.tasks, keys.byState(record.state), keys.byRepo(repo), pull]) {
        steps.zadd(name, score, task_id)
      }
    }
    await steps.exec()
  }
}

function recordOf(n: number): TaskRecord {
  const repo = `acme/repo-${n % REPOS}`
  const record = sampleRecord(`ci-fix-acme__repo-${n}`, { repo, pr: Math.floor(n / 10) })
  const state = STATES[n % STATES.length] ?? 'resolved'
  const text = `log line ${n} `.repeat(TEXT_CHARS / 2 / 14)
  const inputs = { ...record.task.inputs, logs: text }
  return { ...record, state, task: { ...record.task, prompt: text, inputs } }
}
