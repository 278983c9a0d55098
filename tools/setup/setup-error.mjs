/**
 * The set-up cannot go on. `message` says what is missing; `fix` is the one line to type,
 * or a sentence when no command would help.
 */
export class SetupError extends Error {
  code = 'MW_SETUP'

  /**
   * @param {string} message
   * @param {string} fix
   * @param {{ cause?: unknown }} [options]
   */
  constructor(message, fix, options) {
    super(message, options)
    this.name = 'SetupError'
    this.fix = fix
  }
}
