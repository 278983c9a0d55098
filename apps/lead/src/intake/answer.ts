/** What a sender hears: the status and, in a small JSON object, the code. */
export interface Answer {
  readonly status: number
  readonly code: string
}
