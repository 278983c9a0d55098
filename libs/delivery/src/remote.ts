/** A branch of a repository on a server, and what is needed to write to it. */
export interface Remote {
  url: string
  branch: string
  /** Reaches git through its environment alone. */
  token: string
  signal: AbortSignal | undefined
}
