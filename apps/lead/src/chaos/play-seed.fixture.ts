import { generateKeyPairSync } from 'node:crypto'
import type { LeadWorld } from '../scenes/lead-world.fixture.ts'
import { repo, type Scene, type SceneWish } from '../scenes/scene.fixture.ts'
import { type Dice, dice } from './dice.fixture.ts'
import { brokenAtRest, brokenNow, effectsOf } from './invariants.fixture.ts'
import { Play } from './play.fixture.ts'
import { shiftClock } from './shift-clock.fixture.ts'

/** Open, and judged by CI, when it begins. */
const PULLS = 2
const STEPS = { least: 20, more: 30 }
/** By then everything has come to rest. */
const ROUNDS_MAX = 40
/** Longer than the last word of a worker that was stopped is waited for. */
const ROUND_MS = 11 * 60_000
const THREE_DAYS_MS = 3 * 24 * 60 * 60_000
const ALL = 1_000

/** What came of one seed: a sentence for each invariant that did not hold, and what had happened. */
export interface Played {
  readonly problems: readonly string[]
  readonly story: readonly string[]
  readonly deaths: number
  /** Calls that the lead made, before each of which it may have died. */
  readonly verbs: number
}

const app = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

/** Plays one random sequence of events against the lead, lets it come to rest, and looks. */
export async function playSeed(world: LeadWorld, seed: number): Promise<Played> {
  const chance = dice(seed)
  const attemptsMax = 1 + chance.below(3)
  const scene = await world.begin(wishOf(chance, attemptsMax))
  const clock = shiftClock()
  const play = new Play(scene, chance, clock)
  const problems = new Set<string>()
  const look = async () => {
    for (const broken of await brokenNow(scene)) problems.add(broken)
  }
  try {
    for (let pull = 0; pull < PULLS; pull += 1) await play.crowd.openPull()
    for (let pull = 0; pull < PULLS; pull += 1) await play.crowd.judge()
    const steps = STEPS.least + chance.below(STEPS.more)
    for (let step = 0; step < steps; step += 1) {
      await happen(play, chance)
      await look()
    }
    play.lead.calm()
    scene.github.faults.clear()
    const rest = async (when: string) => {
      const isAtRest = await comeToRest(play, scene, () => clock.by(ROUND_MS), look)
      if (!isAtRest) problems.add(`not at rest after ${ROUNDS_MAX} rounds${when}`)
      const { protectedAfter } = play.crowd
      for (const broken of await brokenAtRest(scene, { attemptsMax, protectedAfter })) {
        problems.add(`${broken}${when}`)
      }
    }
    await rest('')
    const before = effectsOf(scene)
    clock.by(THREE_DAYS_MS)
    await play.workLate()
    await rest(', three days later')
    const after = effectsOf(scene)
    if (after !== before) problems.add(`old deliveries had effects: ${before} became ${after}`)
  } finally {
    clock.restore()
  }
  const { deaths, verbs } = play.lead
  return { problems: [...problems], story: play.story, deaths, verbs }
}

function wishOf(chance: Dice, attempts: number): SceneWish {
  const mode = chance.pick(['auto', 'auto', 'auto', 'staged', 'report'])
  const limits = { attempts, reruns: chance.below(2) }
  return { repository: { mode }, settings: { limits }, ...(chance.chance(0.5) && { app }) }
}

/** How often each thing happens, in parts of all. */
const things: readonly [number, (play: Play) => unknown][] = [
  [30, (play) => play.work()],
  [16, (play) => play.report()],
  [16, (play) => play.crowd.judge()],
  [14, (play) => play.workers.claim()],
  [12, (play) => play.workers.finish()],
  [2, (play) => play.workers.die()],
  [4, (play) => play.crowd.push()],
  [4, (play) => play.crowd.comment()],
  [3, (play) => play.crowd.openPull()],
  [1, (play) => play.crowd.closePull()],
  [3, (play) => play.answerHold()],
  [3, (play) => play.maintain({ kind: 'sweep' })],
  [3, (play) => play.maintain({ kind: 'reconcile' })],
  [2, (play) => play.maintain({ kind: 'pull' })],
  [3, (play) => play.crowd.protect()],
  [4, (play) => play.fail('short')],
  [1, (play) => play.fail('long')],
  [1, (play) => play.fail('revokeTokens')],
  [1, (play) => play.fail('redis')],
  [3, (play) => play.jump()],
  [0.3, (play) => play.workHundredfold()],
]
const parts = things.reduce((sum, [part]) => sum + part, 0)

async function happen(play: Play, chance: Dice): Promise<void> {
  let left = (chance.below(1_000_000) / 1_000_000) * parts
  for (const [part, thing] of things) {
    left -= part
    if (left >= 0) continue
    await thing(play)
    return
  }
}

/** Everybody does what is left to do, until nothing changes any more. */
async function comeToRest(
  play: Play,
  scene: Scene,
  passTime: () => void,
  look: () => Promise<void>,
): Promise<boolean> {
  let before = ''
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    passTime()
    await play.workAll()
    await play.workers.claim()
    if (play.workers.isBusy) await play.workers.finish()
    while (play.workers.reports.length > 0) await play.report()
    if (await play.crowd.isBusy()) await play.crowd.judge()
    await play.answerHold()
    await play.maintain({ kind: 'sweep' })
    await play.maintain({ kind: 'reconcile' })
    await look()
    const now = await stateOf(scene)
    if (now === before && !(await play.crowd.isBusy())) return true
    before = now
  }
  return false
}

async function stateOf({ store, github, queues }: Scene): Promise<string> {
  const tasks = await store.listTasks({ limit: ALL })
  const decisions = await store.listDecisions({ limit: ALL })
  return JSON.stringify([
    tasks.map(({ task, state, reason, epoch }) => [
      task.task_id,
      task.retry_count,
      epoch,
      state,
      reason,
    ]),
    decisions.map(({ failure_id, answer, reason }) => [failure_id, answer, reason]),
    github.refUpdates(repo).length,
    await queues.depths(),
  ])
}
