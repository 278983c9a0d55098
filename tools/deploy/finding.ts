/** Something in a deployment file that breaks one of our rules for it. */
export interface Finding {
  readonly rule: string
  /** The service, the stage or the instruction. */
  readonly at: string
  readonly why: string
}

/** The names of the rules that were broken, each once. */
export function brokenRules(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map(({ rule }) => rule))]
}
