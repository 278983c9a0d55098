import { eachVerb } from '@millwright/testing'
import type { Parts } from '../parts.ts'
import { reconcile } from '../rounds/reconcile.ts'
import { remember } from './remember.fixture.ts'
import type { Scene } from './scene.fixture.ts'

/** Verbs that change nothing: a cut between two of them leaves what a cut before the first does. */
const reading =
  /^(store\.(get|list|read|has|count|tasksOf)|github\.(get|list|find|branchHead|default|is|jobLog|who|cloneUrl)|queues\.(depths|finishedTasks)|redis\.(ttl|get))/
const VERBS_MAX = 200

/** One piece of the lead's work, and a scene that stands right before it. */
export interface Moment {
  readonly scene: Scene
  act(parts: Parts): Promise<unknown>
  /** True where the comment is queued last of all, and left to the reconciler when it was not. */
  readonly isReconciled?: boolean
}

/**
 * Does a piece of work whole, and then once for each of its verbs (a call of store, queues, Redis,
 * GitHub or notifier): by a lead that dies right before the verb, and then by the next one to the
 * end, as the queue would have it. The names of the ends tell where the first lead died; in the
 * last one it died after its work, and the work is done twice.
 */
export async function cutEverywhere<T>(
  moment: Moment,
  look: (scene: Scene) => Promise<T>,
): Promise<{ whole: T; ends: Record<string, T> }> {
  const restore = await remember(moment.scene)
  const verbs = await dieBefore(moment, VERBS_MAX)
  await moment.scene.settle()
  const whole = await look(moment.scene)
  const ends: Record<string, T> = {}
  for (const [at, verb] of [...verbs, 'the end'].entries()) {
    if (reading.test(verbs[at - 1] ?? '')) continue
    await restore()
    await dieBefore(moment, at)
    ends[`dead at step ${at + 1}, before ${verb}`] = await finish(moment, look)
  }
  return { whole, ends }
}

/** The next lead does the work again; where need be it also looks after what was left undone. */
async function finish<T>(moment: Moment, look: (scene: Scene) => Promise<T>): Promise<T> {
  const { scene, act, isReconciled = false } = moment
  await act(scene.lead())
  if (isReconciled) await reconcile(scene.lead())
  await scene.settle()
  return look(scene)
}

/** Works until the verb number `at` (from 0) is called; nothing after it happens either. */
async function dieBefore({ scene, act }: Moment, at: number): Promise<string[]> {
  const verbs: string[] = []
  let isDead = false
  const step = (verb: string) => {
    isDead ||= verbs.length === at
    if (isDead) throw new Death(verb)
    verbs.push(verb)
  }
  await act(scene.lead(eachVerb(step))).catch((error: unknown) => {
    if (!isDead) throw error
  })
  return verbs
}

class Death extends Error {}
