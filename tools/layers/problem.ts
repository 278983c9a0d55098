/** One broken rule at one place. */
export interface Problem {
  readonly rule: RuleName
  /** Relative to the workspace. */
  readonly path: string
  readonly why: string
}

export const ruleNames = [
  'layer',
  'testing',
  'zone',
  'sdk',
  'environment',
  'references',
  'declared',
  'package-face',
  'file-name',
  'index',
] as const
export type RuleName = (typeof ruleNames)[number]
