import { eachVerb } from '@millwright/testing'
import type { Parts } from '../parts.ts'
import type { Scene } from '../scenes/scene.fixture.ts'
import type { Dice } from './dice.fixture.ts'
import type { Post } from './post.fixture.ts'

/** A lead dies at the latest after so many verbs. */
const LIFE_VERBS_MAX = 80
/** Of so many verbs one is not done, and of one more the answer is lost. */
const STRIKE_EACH = 40
/** As often as the queue tries work that talks to GitHub. */
const TRIES_MAX = 15

const onRedis = /^(?:redis|store|queues)\./

interface Life {
  readonly parts: Parts
  isDead: boolean
}

/**
 * The lead, which dies between any two verbs, is refused what it asks for, or never learns that it
 * was done. The next life knows only what Redis and GitHub hold.
 */
export class StruckLead {
  readonly #scene: Scene
  readonly #dice: Dice
  #life: Life | null = null
  #isCalm = false
  #awayFor = 0
  deaths = 0
  /** Calls of store, queues, Redis, GitHub and notifier. */
  verbs = 0

  constructor(scene: Scene, dice: Dice) {
    this.#scene = scene
    this.#dice = dice
  }

  /** Nothing happens to it any more. */
  calm(): void {
    this.#isCalm = true
    this.restart()
  }

  /** The next so many calls of Redis, by whatever way, fail. */
  loseRedis(calls: number): void {
    this.#awayFor = calls
  }

  restart(): void {
    this.#life = null
  }

  /** Does pieces of work at the same time; gives back those that have to be done again. */
  async work(posts: readonly Post[]): Promise<Post[]> {
    const life = this.#life ?? this.#begin()
    const ends = await Promise.all(posts.map((post) => this.#try(life, post)))
    if (life.isDead) this.#life = null
    return ends.filter((post) => post !== null)
  }

  async #try(life: Life, post: Post): Promise<Post | null> {
    try {
      await post.work(life.parts)
      return null
    } catch (error) {
      // What a dead lead had in hand is no try that failed: the queue counts those apart.
      const tries = life.isDead ? post.tries : post.tries + 1
      if (tries < TRIES_MAX) return { ...post, tries }
      await post.giveUp(this.#scene.lead(), error instanceof Error ? error : new Error('odd'))
      return null
    }
  }

  #begin(): Life {
    let left = 1 + this.#dice.below(LIFE_VERBS_MAX)
    const before = (verb: string) => {
      this.verbs += 1
      if (this.#isCalm) return
      left -= 1
      if (left === 0) {
        life.isDead = true
        this.deaths += 1
      }
      if (left <= 0) throw new Struck(`died before ${verb}`)
      if (this.#awayFor > 0 && onRedis.test(verb)) {
        this.#awayFor -= 1
        throw new Struck(`Redis is away for ${verb}`)
      }
      if (this.#dice.chance(1 / STRIKE_EACH)) throw new Struck(`refused ${verb}`)
    }
    const after = (verb: string) => {
      if (this.#isCalm || left <= 0) return
      if (this.#dice.chance(1 / STRIKE_EACH)) throw new Struck(`no answer to ${verb}`)
    }
    const life: Life = { parts: this.#scene.lead(eachVerb(before, after)), isDead: false }
    this.#life = life
    return life
  }
}

class Struck extends Error {}
