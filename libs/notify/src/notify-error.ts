/** A person was not told; the caller tries again later. Names the host only: addresses are secrets. */
export class NotifyError extends Error {
  readonly code = 'MW_NOTIFY'
  /** The host, and why it did not take the message. */
  readonly reason: string

  constructor(host: string, reason: string, options: { cause?: unknown } = {}) {
    super(
      `the notification to ${host} was not taken (${reason}): it is tried again; check notify in the configuration if this lasts`,
      options,
    )
    this.name = 'NotifyError'
    this.reason = `${host}: ${reason}`
  }
}
