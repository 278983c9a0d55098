import type { MaintenanceJob } from '@millwright/protocol'
import { handleMaintenance } from '../rounds/handle-maintenance.ts'
import type { Scene } from '../scenes/scene.fixture.ts'
import { Crowd } from './crowd.fixture.ts'
import type { Dice } from './dice.fixture.ts'
import { takeInbox } from './inbox.fixture.ts'
import { Outages } from './outages.fixture.ts'
import {
  clockPost,
  deliveryOf,
  eventPost,
  outgoingPost,
  type Post,
  reportPost,
} from './post.fixture.ts'
import type { ShiftedClock } from './shift-clock.fixture.ts'
import { StruckLead } from './struck-lead.fixture.ts'
import { Workers } from './workers.fixture.ts'

const MINUTE_MS = 60_000
/** In all less than three days, for which GitHub is asked about red runs. */
const JUMPS_MS = [-180, -10, 2, 61, 400, 1200].map((minutes) => minutes * MINUTE_MS)
const JUMPED_MS_MAX = 2.5 * 24 * 60 * MINUTE_MS
const HUNDRED = 100
/** As many deliveries as the lead works at the same time. */
const AT_ONCE = 4
/** What a lead asks of Redis within half a minute in which it works on one thing. */
const AWAY_CALLS = 30

/** Everything that happens to one lead and around it; each verb is one more thing. */
export class Play {
  readonly story: string[] = []
  readonly lead: StruckLead
  readonly crowd: Crowd
  readonly workers: Workers
  readonly #scene: Scene
  readonly #dice: Dice
  readonly #clock: ShiftedClock
  readonly #outages: Outages
  #posts: Post[] = []
  #seen = 0
  #jumpedMs = 0

  constructor(scene: Scene, dice: Dice, clock: ShiftedClock) {
    this.#scene = scene
    this.#dice = dice
    this.#clock = clock
    this.lead = new StruckLead(scene, dice)
    this.crowd = new Crowd(scene, dice)
    this.workers = new Workers(scene, dice)
    this.#outages = new Outages(scene, dice)
  }

  /** Some of what lies there, in any order, some of it at the same time, some of it twice. */
  async work(): Promise<void> {
    await this.#gather()
    const count = Math.min(this.#posts.length, 1 + this.#dice.below(AT_ONCE))
    const chosen = Array.from({ length: count }, () => this.#draw()).filter((post) => post !== null)
    await this.#do(chosen)
    const again = chosen.filter(({ name }) => name.startsWith('event') && this.#dice.chance(0.15))
    this.#posts.push(...again)
  }

  /** One delivery a hundred times. */
  async workHundredfold(): Promise<void> {
    await this.#gather()
    const post = this.#posts.find(({ name }) => name.startsWith('event'))
    if (post === undefined) return
    for (let left = HUNDRED; left > 0; left -= AT_ONCE) {
      await this.#do(Array.from({ length: AT_ONCE }, () => post))
    }
  }

  /** All that lies there, and what follows from it. */
  async workAll(): Promise<void> {
    for (await this.#gather(); this.#posts.length > 0; await this.#gather()) {
      await this.#do(this.#posts.splice(0, 1))
    }
  }

  /** The oldest report of the stream, sometimes twice. */
  async report(): Promise<void> {
    const [report] = this.workers.reports
    if (report === undefined) return
    const [failed] = await this.#try([reportPost(report)])
    if (failed === undefined && this.#dice.chance(0.8)) this.workers.reports.shift()
  }

  async maintain(job: MaintenanceJob): Promise<void> {
    await this.#do([clockPost(job.kind, (parts) => handleMaintenance(parts, job))])
  }

  /** A person decides about a patch that waits. */
  async answerHold(): Promise<void> {
    const [record] = await this.#scene.store.listTasks({ state: 'awaiting_approval', limit: 1 })
    if (!record?.hold) return
    const { task_id } = record.task
    const about = { task_id, actor: 'ada' }
    const isApproved = this.#dice.chance(0.6)
    const patch = record.hold.patch_sha
    await this.maintain(
      isApproved ? { kind: 'approve', ...about, patch } : { kind: 'reject', ...about, why: '' },
    )
  }

  /** Something is wrong with GitHub, or Redis is away as long as the lead makes some calls. */
  fail(what: 'short' | 'long' | 'revokeTokens' | 'redis'): void {
    if (what === 'redis') {
      this.lead.loseRedis(AWAY_CALLS)
      this.story.push('Redis goes away')
    } else this.story.push(this.#outages[what]())
  }

  /**
   * Every webhook that was ever sent comes once more, in any order; those that were lost come now.
   * Only a command that nobody has heard yet would rightly be followed.
   */
  async workLate(): Promise<void> {
    for (const sent of this.#scene.github.deliveries()) {
      const delivery = deliveryOf(sent)
      if (delivery === null) continue
      const isNew = !(await this.#scene.queues.inbox.has(sent.guid))
      if (isNew && sent.event === 'issue_comment') continue
      this.#posts.push(eventPost(delivery))
    }
    while (this.#posts.length > 0) await this.work()
  }

  jump(): void {
    const ms = this.#dice.any(JUMPS_MS) ?? 0
    if (this.#jumpedMs + ms > JUMPED_MS_MAX) return
    this.#jumpedMs += ms
    // The pause that a client keeps between two calls of GitHub lasts until the clock has caught up.
    if (ms < 0) this.lead.restart()
    this.#clock.by(ms)
    this.story.push(`the clock jumps by ${ms / MINUTE_MS} minutes`)
  }

  #draw(): Post | null {
    return this.#posts.splice(this.#dice.below(this.#posts.length), 1)[0] ?? null
  }

  async #do(posts: readonly Post[]): Promise<void> {
    this.#posts.push(...(await this.#try(posts)))
  }

  async #try(posts: readonly Post[]): Promise<Post[]> {
    if (posts.some(({ name }) => name === 'outgoing deliver')) await this.crowd.besideFix()
    const failed = await this.lead.work(posts)
    this.story.push(posts.map(({ name }) => name).join(' and '))
    for (const { name } of failed) this.story.push(`  ${name} has to be done again`)
    return failed
  }

  /** What has come since the last time; one webhook in ten never comes, but may be pulled. */
  async #gather(): Promise<void> {
    const { queues } = this.#scene
    const sent = this.#scene.github.deliveries()
    for (const one of sent.slice(this.#seen)) {
      const delivery = deliveryOf(one)
      if (delivery !== null && !this.#dice.chance(0.1)) await queues.inbox.add(delivery)
    }
    this.#seen = sent.length
    this.#posts.push(...(await takeInbox(this.#scene)).map(eventPost))
    const jobs = await this.#scene.takeOutgoing()
    this.#posts.push(...jobs.map(outgoingPost))
  }
}
