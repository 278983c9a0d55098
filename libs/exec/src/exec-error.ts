/** A program could not be started at all. A program that starts and fails is an `ExecResult`. */
export class ExecError extends Error {
  readonly code = 'MW_EXEC'

  constructor(program: string, cwd: string | undefined, options?: ErrorOptions) {
    const place = cwd === undefined ? '' : ` in ${cwd}`
    super(
      `cannot start ${program || 'an empty command'}${place}: ` +
        'check that the program is installed and that the directory exists',
      options,
    )
    this.name = 'ExecError'
  }
}
