/** A jail cannot be found, made or started. What a command does inside one is never this error. */
export class SandboxError extends Error {
  readonly code = 'MW_SANDBOX'

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'SandboxError'
  }
}
