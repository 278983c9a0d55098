import type { GreenLines } from './fingerprint/green-lines.ts'
import type { Annotation } from './read/annotation-log.ts'

/** What is known of the job besides its log. */
export type LogFacts = {
  /** GitHub's conclusion of the job. */
  conclusion?: string
  jobName?: string
  /** The step that GitHub marks as failed; it is named where the log names none. */
  failedStep?: string
  /** False when GitHub has none, which is not the same as an empty one. True unless told. */
  hasLog?: boolean
  /** What GitHub shows beside the job; read when it has no log. */
  annotations?: readonly Annotation[]
  /** Folders, beside the runners' usual ones, that the repository was checked out to. */
  roots?: readonly string[]
  /** What green runs of the same job print; such lines rank behind others. */
  green?: GreenLines
  /** The day on which known issues must not have expired; today unless told. */
  now?: Date
}
