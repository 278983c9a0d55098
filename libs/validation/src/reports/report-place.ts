import type { ReportFormat } from '@millwright/protocol'

/** Where the commands of one tree leave the reports of their runners. */
export interface ReportPlace {
  /** A folder of ours that commands can write. */
  readonly outside: string
  /** The same folder as commands see it. */
  readonly inside: string
  /** The report that an operator has named: a file, or a folder of XML files, in the tree. */
  readonly named: { readonly format: ReportFormat; readonly path: string } | null
}
