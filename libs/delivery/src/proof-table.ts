import type { Proof, ProofSet } from '@millwright/protocol'
import type { InertText } from './inert-text.ts'

const ROWS_MAX = 20

/** One row a command: red before, green after, and green with the tests as they were. */
export function proofTable(proof: ProofSet, inert: InertText): string {
  const commands = new Set(
    [...proof.before, ...proof.after, ...proof.restored].map(({ command }) => command),
  )
  if (commands.size === 0) return ''
  const rows = [...commands].slice(0, ROWS_MAX).map((command) => {
    const results = [proof.before, proof.after, proof.restored].map((set) =>
      word(set.findLast((one) => one.command === command)),
    )
    const isWhole = proof.before.some((one) => one.command === command && one.scope === 'whole')
    return `| ${inert.cell(command)}${isWhole ? ' (all of the step)' : ''} | ${results.join(' | ')} |`
  })
  return [
    '| command | before | after | after, with tests and CI as they were |',
    '|---|---|---|---|',
    ...rows,
    ...sameness(proof.same_failure, inert),
  ].join('\n')
}

/** Red alone does not say of what. */
function sameness(same: ProofSet['same_failure'], inert: InertText): string[] {
  if (same === undefined) return []
  const words = {
    yes: 'What was red before is what was diagnosed',
    no: 'What was red before is not what was diagnosed',
    unknown: 'Whether what was red before is what was diagnosed is not known',
  }
  return ['', `${words[same.same]}: ${inert.line(same.why)}.`]
}

function word(proof: Proof | undefined): string {
  if (proof === undefined) return 'not run'
  const seconds = `${(proof.duration_ms / 1000).toFixed(1)} s${counted(proof)}`
  if (proof.timed_out) return `red (timed out after ${seconds})`
  if (proof.exit_code === 0) return `green (${seconds})`
  const exit = proof.exit_code === null ? 'killed' : `exit ${proof.exit_code}`
  return `red (${exit}, ${seconds})`
}

function counted({ tests }: Proof): string {
  if (tests === undefined) return ''
  const { run, failed, skipped } = tests
  const rest = [failed > 0 ? `${failed} failed` : '', skipped > 0 ? `${skipped} skipped` : '']
  return [`; ${run} tests`, ...rest.filter((part) => part !== '')].join(', ')
}
