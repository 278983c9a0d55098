import type { Budget, Pause } from './answers.ts'
import type { Incident } from './incident-answers.ts'

export interface Repository {
  readonly repo: string
  readonly mode: 'off' | 'report' | 'staged' | 'auto'
  readonly pause: Pause | null
  readonly runs: {
    readonly days: number
    readonly red: number
    readonly green: number
    readonly red_rate: number | null
  }
  /** Those that are red somewhere, and those known to go green when run again. */
  readonly incidents: { readonly open: number; readonly flaky: readonly Incident[] }
  readonly tasks: { readonly open: number; readonly awaiting_approval: number }
  readonly last_failure: { readonly at: string; readonly summary: string } | null
  readonly budget: Budget
  readonly forks: boolean
  readonly drafts: boolean
  readonly protected_branches: readonly string[]
  readonly validation: readonly string[]
}

export interface Repositories {
  readonly repositories: readonly Repository[]
}
