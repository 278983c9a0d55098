import { exitCode } from './exit-code.ts'

/** Ends a command with a sentence that says what to do next. */
export class CliError extends Error {
  readonly exitCode: number

  constructor(message: string, code: number = exitCode.error, options?: ErrorOptions) {
    super(message, options)
    this.name = 'CliError'
    this.exitCode = code
  }
}
