/** Something that a person should know or do. */
export interface Notification {
  /** Equal for the same event, however often it is sent. */
  key: string
  /** `action`: a person must do something. */
  severity: 'info' | 'warning' | 'action'
  title: string
  text: string
  url?: string | undefined
}
