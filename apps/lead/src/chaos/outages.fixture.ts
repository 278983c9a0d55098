import type { Scene } from '../scenes/scene.fixture.ts'
import type { Dice } from './dice.fixture.ts'

const SECONDARY = 'You have exceeded a secondary rate limit'

/** Requests of all kinds that fail in a row: as many as a lead makes in some minutes. */
const LONG = { least: 20, more: 60 }

/** What goes wrong with GitHub; each verb gives back a line for the story. */
export class Outages {
  readonly #scene: Scene
  readonly #dice: Dice

  constructor(scene: Scene, dice: Dice) {
    this.#scene = scene
    this.#dice = dice
  }

  /** Some requests of one kind fail, or are said to be too many, or are never answered. */
  short(): string {
    const paths = [/^\/repos\//, /comments/, /runs/, /receive-pack|upload-pack/, /logs$/] as const
    return this.#fail(this.#dice.pick(paths), 1 + this.#dice.below(5))
  }

  /** Whatever is asked fails, for minutes. */
  long(): string {
    return this.#fail(/^\//, LONG.least + this.#dice.below(LONG.more))
  }

  /** Tokens end before their hour is over, in the middle of whatever is under way. */
  revokeTokens(): string {
    this.#scene.github.revokeTokens()
    return 'the tokens of the App end'
  }

  #fail(path: RegExp, times: number): string {
    const { faults } = this.#scene.github
    const status = this.#dice.pick([500, 502, 503, 429, 403, 0])
    if (status === 0) {
      faults.hangUpNext({ path, times })
      return `GitHub hangs up on ${path} ${times} times`
    }
    const message = status === 403 ? SECONDARY : 'odd'
    faults.failNext({ path, status, message, headers: { 'retry-after': '0' }, times })
    return `GitHub answers ${status} to ${path} ${times} times`
  }
}
