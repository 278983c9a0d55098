import type { Proof, ProofSet, TaskRecord } from '@millwright/protocol'
import { printable, printableLines } from './printable.ts'

const PATCH_LINES_MAX = 200

/** One task for a person to read; everything in it may come from strangers. */
export function describeTask(record: TaskRecord): string[] {
  const { task, result, gate, delivery, hold, approval } = record
  const place =
    task.inputs.pr_number === undefined ? task.inputs.branch : `#${task.inputs.pr_number}`
  const { usage } = result ?? {}
  const lines: [string, string | null | undefined][] = [
    ['task', task.task_id],
    ['where', `${task.repo} ${place} at ${task.head_sha}`],
    ['what', `${task.verdict} ${task.inputs.diagnosis.category}, ${task.type}`],
    ['diagnosis', task.inputs.diagnosis.summary],
    [
      'rule',
      `${task.inputs.diagnosis.rule}, ${Math.round(task.inputs.diagnosis.confidence * 100)} % sure`,
    ],
    ['evidence', evidenceOf(task)],
    ['state', record.state],
    ['because', record.reason],
    ['outcome', result?.outcome],
    ['sandbox', result?.sandbox === 'none' ? 'none: commands ran unconfined' : result?.sandbox],
    ['cause', result?.cause],
    ['same', sameness(result?.proof.same_failure)],
    [
      'cost',
      usage &&
        `${usage.turns} turns, ${usage.usd === null ? 'price unknown' : `${usage.usd.toFixed(4)} USD`}`,
    ],
    ['gate', gate && [gate.decision, ...gate.classes].join(' ')],
    ['waits', hold && `patch ${hold.patch_sha} until ${hold.until}`],
    ['answer', approval && `${approval.decision} by ${approval.actor} at ${approval.at}`],
    ['commit', delivery.commit_sha],
    ['CI', delivery.ci_conclusion],
    ['times', `${record.created_at} to ${record.updated_at}`],
  ]
  return [
    ...lines.flatMap(([label, text]) =>
      text === null || text === undefined || text === ''
        ? []
        : [`${label.padEnd(10)} ${printable(text)}`],
    ),
    ...(gate?.findings ?? []).map(
      ({ rule, path, line, why }) =>
        `finding    ${printable(`${rule} ${path}:${line ?? '-'} ${why}`)}`,
    ),
    ...proofLines('before', result?.proof.before),
    ...proofLines('after', result?.proof.after),
    ...proofLines('restored', result?.proof.restored),
    ...patchLines(result?.patch ?? ''),
  ]
}

/** The first line of the log that the diagnosis rests on. */
function evidenceOf({ inputs }: TaskRecord['task']): string | null {
  const [first] = inputs.diagnosis.evidence
  return first === undefined ? null : `line ${first.line} of the log: ${first.text.trim()}`
}

/** Whether what was red in the worker's own run is what was diagnosed. */
function sameness(same: ProofSet['same_failure']): string | undefined {
  return same && `${same.same}: ${same.why}`
}

function proofLines(when: string, proofs: readonly Proof[] = []): string[] {
  return proofs.map(({ command, exit_code, duration_ms, scope }) => {
    const end = exit_code === null ? 'killed' : `exit ${exit_code}`
    const all = scope === 'whole' ? 'all of the step, ' : ''
    return `${when.padEnd(10)} ${all}${end} after ${duration_ms} ms: ${printable(command)}`
  })
}

function patchLines(patch: string): string[] {
  if (patch === '') return []
  const lines = printableLines(patch).trimEnd().split('\n')
  const rest = lines.length - PATCH_LINES_MAX
  return ['', ...lines.slice(0, PATCH_LINES_MAX), ...(rest > 0 ? [`... ${rest} more lines`] : [])]
}
