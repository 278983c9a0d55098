export interface AuditEntry {
  readonly seq: number
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly target: string
  readonly from: string
  readonly detail: string
  readonly hash: string
}

export interface AuditPage {
  readonly entries: readonly AuditEntry[]
  readonly next: string | null
}

export interface AuditCheck {
  readonly entries: number
  readonly head: { readonly seq: number; readonly hash: string } | null
  readonly broken: { readonly seq: number; readonly why: string } | null
}
