import type { PromptsRefused } from './answers.ts'

/** What the status API answers about prompt templates. */
export interface Templates {
  readonly prompts: {
    readonly since: string
    readonly templates: readonly {
      readonly name: string
      readonly repo: string | null
      readonly hash: string
      readonly description: string
      readonly serves: readonly string[]
    }[]
    readonly refused: PromptsRefused | null
  } | null
  readonly rollouts: readonly {
    readonly name: string
    readonly canary: { readonly hash: string; readonly share: number } | null
  }[]
}

/** A count among all with the bounds of its 95 % interval (Wilson), 0 to 1. */
export interface Bounded {
  readonly count: number
  readonly of: number
  readonly share: number | null
  readonly low: number
  readonly high: number
}

/** What became of the tasks of one version. */
export interface Numbers {
  readonly n: number
  readonly open: number
  /** Too few tasks to compare it with another version. */
  readonly too_few: boolean
  readonly first_green: Bounded
  readonly green: Bounded
  readonly gate_blocks: Bounded
  readonly escalated: Bounded
  readonly rejected: Bounded
  readonly minutes: number | null
  readonly usd: number | null
  readonly usd_per_fix: number | null
}

export interface Version {
  readonly hash: string
  readonly at: string
  readonly in_use: boolean
  readonly label: 'stable' | 'canary' | null
  /** It is what the folder of prompts holds. */
  readonly is_folder: boolean
  readonly repo: string | null
  readonly numbers: Numbers | null
}

export interface TemplateHistory {
  readonly name: string
  readonly versions: readonly Version[]
  readonly trial: {
    readonly canary: Numbers
    readonly stable: Numbers
    readonly worse: string | null
  } | null
}

export interface TemplateVersion {
  readonly version: {
    readonly hash: string
    readonly name: string
    readonly at: string
    readonly files: readonly { readonly path: string; readonly text: string }[]
  }
}

export interface Problem {
  readonly severity: 'error' | 'warning'
  readonly file: string
  readonly line: number
  readonly column: number
  readonly problem: string
  readonly frame: string
}

export interface Lint {
  readonly ok: boolean
  readonly hash: string | null
  readonly problems: readonly Problem[]
}

export interface Rendered {
  readonly hash: string
  readonly tokens: { readonly system: number; readonly user: number }
  readonly cuts: readonly { readonly input: string; readonly chars: number }[]
  readonly system: string
  readonly user: string
}

/** One line of two texts laid over each other, split where words differ. */
export interface MarkedLine {
  readonly kind: 'same' | 'added' | 'removed' | 'skipped'
  readonly parts: readonly { readonly text: string; readonly is_changed: boolean }[]
}

export interface Preview {
  readonly sample: string
  readonly rendered: Rendered
  readonly stable: Rendered | null
  /** From the stable version to this text; each is null when too much differs. */
  readonly changes: {
    readonly system: readonly MarkedLine[] | null
    readonly user: readonly MarkedLine[] | null
  } | null
}
