import {
  ControlMessage,
  PREFIX,
  type Report,
  type ReportBody,
  sharedKeys,
  type Task,
  type TaskResult,
} from '@millwright/protocol'
import { repo, type Scene } from '../scenes/scene.fixture.ts'
import { patchOf, proofs, reportOf, resultOf } from '../tasks/worker-result.fixture.ts'
import type { Dice } from './dice.fixture.ts'

interface Work {
  readonly task: Task
  readonly epoch: number
}

/** Workers that claim from the real queue, die, come back as zombies, and hand in what they like. */
export class Workers {
  /** The stream: in the order in which the reports were written. */
  readonly reports: Report[] = []
  readonly #scene: Scene
  readonly #dice: Dice
  readonly #epochs = new Map<string, number>()
  readonly #works: Work[] = []

  constructor(scene: Scene, dice: Dice) {
    this.#scene = scene
    this.#dice = dice
  }

  get isBusy(): boolean {
    return this.#works.length > 0
  }

  /** Takes a task that lies in the queue. */
  async claim(): Promise<void> {
    const { store, queues, redis } = this.#scene
    for (const { task } of await store.listTasks({ state: 'queued', limit: 100 })) {
      // The job stays known to the queue while somebody works on it, so that nobody adds it again.
      const key = `${PREFIX}:tasks:${task.task_id}.${task.retry_count}`
      const job = await redis.dumpBuffer(key)
      if (!(await queues.cancelWaiting(task.task_id))) continue
      await redis.restore(key, 0, job)
      return this.#begin(task)
    }
  }

  /** Its worker died, and another one begins again. */
  async die(): Promise<void> {
    const work = this.#take()
    if (work) this.#begin(work.task)
  }

  async finish(): Promise<void> {
    const work = this.#take()
    if (work === undefined) return
    const flag = await this.#scene.redis.get(sharedKeys.cancel(work.task.task_id))
    const isObedient = this.#dice.chance(0.8)
    const body =
      flag !== null && isObedient
        ? completed({ outcome: ControlMessage.parse(JSON.parse(flag)).outcome, patch: '' })
        : await this.#endOf(work.task)
    this.#write(work, body)
  }

  #begin(task: Task): void {
    const epoch = 1 + (this.#epochs.get(task.task_id) ?? 0)
    this.#epochs.set(task.task_id, epoch)
    const work = { task, epoch }
    this.#works.push(work)
    this.#write(work, { kind: 'claimed' })
  }

  #take(): Work | undefined {
    return this.#works.splice(this.#dice.below(this.#works.length), 1)[0]
  }

  #write({ task, epoch }: Work, body: ReportBody): void {
    this.reports.push(reportOf(task.task_id, body, epoch))
  }

  async #endOf(task: Task): Promise<ReportBody> {
    const { branch } = task.inputs
    const line = (await this.#scene.github.file(repo, branch, 'src/a.ts'))?.trimEnd() ?? ''
    const patch = patchOf('src/a.ts', line, `const a = ${this.#dice.below(1000)}`)
    const proof = proofs(...task.validation)
    const isFix = this.#dice.chance(0.75)
    if (isFix) return completed({ patch, proof })
    return this.#dice.pick<ReportBody>([
      completed({ outcome: 'gave_up', patch: '' }),
      completed({ outcome: 'not_reproduced', patch: '' }),
      completed({ outcome: 'investigated', patch: '' }),
      completed({ outcome: 'test_change', patch, proof }),
      completed({ patch, proof: proofs('true') }),
      completed({ patch: patchOf('.github/workflows/ci.yml', 'on: push', 'on: []'), proof }),
      { kind: 'failed', code: 'MW_X', message: 'it broke' },
    ])
  }
}

function completed(more: Partial<TaskResult>): ReportBody {
  return { kind: 'completed', result: resultOf(more) }
}
