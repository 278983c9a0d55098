import type { Diagnosis, GateFinding, GateResult, RiskClass } from '@millwright/protocol'
import { expectedValues } from './expected-values.ts'
import { parsePatch } from './patch/parse-patch.ts'
import { PatchError } from './patch/patch-error.ts'
import { allRules } from './rules/all-rules.ts'
import type { GateContext } from './rules/rule.ts'

export interface CheckPatchOptions {
  /** Output of `git diff`; `--binary --full-index` for what may hold binary files. */
  patch: string
  /** Files and changed lines allowed. */
  limits: { files: number; lines: number }
  /** Whether lockfiles were asked for, and what the failing assertion wanted to see. */
  diagnosis?: Pick<Diagnosis, 'category'> & Partial<Pick<Diagnosis, 'evidence'>>
  /** Values that must not appear in the patch. */
  secrets?: readonly string[]
}

const FINDINGS_MAX = 200
const PATCH_CHARS_MAX = 2_000_000

/**
 * Reads a patch as data and says whether it may be published. Plain code: no model, no repository.
 * Never throws: what cannot be read, or goes wrong inside a rule, blocks the patch.
 */
export function checkPatch(options: CheckPatchOptions): GateResult {
  const { patch, limits, diagnosis, secrets = [] } = options
  try {
    if (patch === '') return blocked('empty-patch', 'the patch is empty')
    if (patch.length > PATCH_CHARS_MAX)
      return blocked('too-large', 'the patch is too large to read')
    const category = diagnosis?.category ?? null
    const expected = expectedValues(diagnosis?.evidence ?? [])
    return judge(patch, { limits, category, expected, secrets })
  } catch (error) {
    if (error instanceof PatchError) return blocked('unreadable-patch', error.message, error.line)
    const reason = error instanceof Error ? error.message : 'unknown'
    return blocked('gate-error', `the gate itself failed: ${reason}`)
  }
}

function judge(patch: string, context: GateContext): GateResult {
  const files = parsePatch(patch)
  const blocks: GateFinding[] = []
  const doubts: GateFinding[] = []
  const classes = new Set<RiskClass>()
  for (const rule of allRules) {
    for (const { path, line, why } of rule.find(files, context)) {
      const finding = { rule: rule.name, path: path.slice(0, 1000), line, why: why.slice(0, 1000) }
      if (rule.decision === 'block') blocks.push(finding)
      else doubts.push(finding)
      if (rule.riskClass !== undefined) classes.add(rule.riskClass)
    }
  }
  const decision = blocks.length > 0 ? 'block' : doubts.length > 0 ? 'approval' : 'pass'
  // What blocks stands first, so that a reader of the first finding knows why.
  const findings = [...blocks, ...doubts].slice(0, FINDINGS_MAX)
  return { decision, classes: [...classes], findings }
}

/** A result that blocks for a reason that lies outside the rules. */
export function blocked(rule: string, why: string, line: number | null = null): GateResult {
  const finding = { rule, path: '', line, why: why.slice(0, 1000) }
  return { decision: 'block', classes: [], findings: [finding] }
}
