/** How much it matters; `action`: a person must do something. */
export type Severity = 'info' | 'warning' | 'action'

/** Something that a person should know or do. */
export interface Notification {
  /** Equal for the same event, however often it is sent. */
  key: string
  severity: Severity
  title: string
  text: string
  /** A page to look at; opening it must change nothing, since mail scanners open it too. */
  url?: string | undefined
}
