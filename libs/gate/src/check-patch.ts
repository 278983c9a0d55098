import type { Diagnosis, GateFinding, GateResult } from '@millwright/protocol'
import { expectedValues } from './expected-values.ts'
import { parsePatch } from './patch/parse-patch.ts'
import { PatchError } from './patch/patch-error.ts'
import type { PatchFile } from './patch/patch-file.ts'
import { contentRules, formRules } from './rules/all-rules.ts'
import { readable } from './rules/readable.ts'
import type { GateContext, Rule } from './rules/rule.ts'

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
/** A patch that its form alone refuses is read no further when it is longer. */
const REFUSED_CHARS_READ_MAX = 100_000

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
  const form = findingsOf(formRules, files, context)
  const isRefused = form.some(({ rule }) => rule.decision === 'block')
  // What nobody will publish is not worth minutes of reading, and whoever made it may want them.
  const isRead = !isRefused || patch.length <= REFUSED_CHARS_READ_MAX
  const found = isRead ? [...form, ...findingsOf(contentRules, readable(files), context)] : form
  const [blocks, doubts] = (['block', 'approval'] as const).map((decision) =>
    found.filter(({ rule }) => rule.decision === decision).map(({ finding }) => finding),
  )
  // What blocks stands first, so that a reader of the first finding knows why.
  const findings = [...(blocks ?? []), ...(doubts ?? [])]
  const decision = blocks?.length ? 'block' : findings.length > 0 ? 'approval' : 'pass'
  const classes = new Set(found.flatMap(({ rule }) => rule.riskClass ?? []))
  return { decision, classes: [...classes], findings: findings.slice(0, FINDINGS_MAX) }
}

type Found = { rule: Rule; finding: GateFinding }

function findingsOf(
  rules: readonly Rule[],
  files: readonly PatchFile[],
  context: GateContext,
): Found[] {
  return rules.flatMap((rule) =>
    rule.find(files, context).map(({ path, line, why }) => {
      const finding = { rule: rule.name, path: path.slice(0, 1000), line, why: why.slice(0, 1000) }
      return { rule, finding }
    }),
  )
}

/** A result that blocks for a reason that lies outside the rules. */
export function blocked(rule: string, why: string, line: number | null = null): GateResult {
  const finding = { rule, path: '', line, why: why.slice(0, 1000) }
  return { decision: 'block', classes: [], findings: [finding] }
}
