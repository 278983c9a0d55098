import { jobLog } from '../runs/job-log.fixture.ts'
import { repo, type Scene } from '../scenes/scene.fixture.ts'
import type { Dice } from './dice.fixture.ts'

const PULLS_MAX = 3
const REPORTED_MAX = 100
/** In so many plays each commit is red of the same cause, whatever is done about it. */
const STUBBORN = 0.4
const { types, otherTypes, secret, unclear } = jobLog

/** What CI says of a commit: job → log; none when it is green. */
const verdicts: readonly [Logs, ...Logs[]] = [
  { types },
  { types },
  { types, more: otherTypes },
  { types, more: otherTypes, test: unclear },
  { types: otherTypes },
  { deploy: secret },
  { test: unclear },
  {},
  {},
]
type Logs = Readonly<Record<string, string>>

const commands: readonly [string, ...string[]] = [
  'retry',
  'cancel',
  'explain',
  'budget',
  'off',
  'on',
  'reject no',
  'dance',
]

/** The people of a repository, and its CI. */
export class Crowd {
  /** Branch → how many pushes there had been when it was protected. */
  readonly protectedAfter = new Map<string, number>()
  readonly #scene: Scene
  readonly #dice: Dice
  #pulls: { number: number; branch: string }[] = []
  readonly #isStubborn: boolean
  #count = 0

  constructor(scene: Scene, dice: Dice) {
    this.#scene = scene
    this.#dice = dice
    this.#isStubborn = dice.chance(STUBBORN)
  }

  async openPull(): Promise<void> {
    if (this.#pulls.length >= PULLS_MAX) return
    this.#count += 1
    const draft = this.#dice.chance(0.1)
    const branch = `feat/${this.#count}`
    const { number } = await this.#scene.openPull({ branch, draft })
    this.#pulls.push({ number, branch })
  }

  /** One time in four the branch is made anew. */
  async push(): Promise<void> {
    const branch = this.#dice.any(this.#pulls)?.branch
    if (branch === undefined) return
    this.#count += 1
    const files = { 'src/a.ts': `const a: number = '${this.#count}'\n` }
    const force = this.#dice.chance(0.25)
    await this.#scene.github.pushCommit({ repo, branch, files, message: 'More', force })
  }

  /**
   * What may happen right before a fix is delivered: its branch is protected, or somebody pushes
   * beside what it changes, so that it would still apply.
   */
  async besideFix(): Promise<void> {
    const reported = await this.#scene.store.listTasks({ state: 'reported', limit: REPORTED_MAX })
    const fixed = reported.filter(({ result }) => result?.outcome === 'fixed')
    const pull = this.#pulls.find(({ branch }) =>
      fixed.some(({ task }) => task.inputs.branch === branch),
    )
    if (pull === undefined) return
    const { branch } = pull
    if (this.#dice.chance(0.1)) this.protect(branch)
    if (!this.#dice.chance(0.4)) return
    this.#count += 1
    const files = { 'src/beside.ts': `export const count = ${this.#count}\n` }
    await this.#scene.github.pushCommit({ repo, branch, files, message: 'Beside' })
  }

  /** From now on nobody should push to the branch of one pull request. */
  protect(branch = this.#dice.any(this.#pulls)?.branch): void {
    if (branch === undefined || this.protectedAfter.has(branch)) return
    this.#scene.github.protectBranch(repo, branch)
    this.protectedAfter.set(branch, this.#scene.github.refUpdates(repo).length)
  }

  async closePull(): Promise<void> {
    const [pull] = this.#pulls.splice(this.#dice.below(this.#pulls.length), 1)
    if (pull) await this.#scene.github.closePullRequest(repo, pull.number)
  }

  /** `ada` may write here, `eve` may not. */
  async comment(): Promise<void> {
    const pull = this.#dice.any(this.#pulls)
    if (pull === undefined) return
    const said = this.#dice.pick(commands)
    const author = this.#dice.pick(['ada', 'ada', 'eve'])
    this.#scene.github.comment(repo, pull.number, `/millwright ${said}`, author)
  }

  /** CI judges a head that it has not judged, ends a rerun, or finds the default branch red. */
  async judge(): Promise<void> {
    if (await this.#endRerun()) return
    if (this.#dice.chance(0.05)) {
      await this.#scene.red({ branch: 'main' })
      return
    }
    const heads = await this.#unjudged()
    const head = this.#dice.any(heads)
    if (head === undefined) return
    const logs = this.#isStubborn ? { types } : this.#dice.pick(verdicts)
    await (Object.keys(logs).length > 0
      ? this.#scene.red({ branch: head.branch, sha: head.sha, jobs: logs })
      : this.#green(head))
  }

  /** True while CI has something to say. */
  async isBusy(): Promise<boolean> {
    return this.#rerunning() !== undefined || (await this.#unjudged()).length > 0
  }

  async #green({ branch, sha }: { branch: string; sha: string }): Promise<void> {
    const job = { name: 'types', log: '', conclusion: 'success' } as const
    await this.#scene.github.recordRun({ repo, branch, sha, jobs: [job] })
  }

  async #endRerun(): Promise<boolean> {
    const run = this.#rerunning()
    if (run === undefined) return false
    await this.#scene.rerun(run, this.#dice.pick(verdicts))
    return true
  }

  #rerunning() {
    const { github } = this.#scene
    return github.runs(repo).find(({ attempts }) => attempts.at(-1)?.status !== 'completed')
  }

  async #unjudged() {
    const { github } = this.#scene
    const judged = new Set(github.runs(repo).map(({ headCommit }) => headCommit.sha))
    const heads = []
    for (const { branch } of this.#pulls) {
      const sha = await github.head(repo, branch)
      if (sha !== null && !judged.has(sha)) heads.push({ branch, sha })
    }
    return heads
  }
}
