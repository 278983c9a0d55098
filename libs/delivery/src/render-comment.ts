import type { Redactor } from '@millwright/logger'
import type { Failure, GateResult, TaskRecord, TaskResult } from '@millwright/protocol'
import { approvalSection } from './approval-section.ts'
import { joinSections } from './comment-sections.ts'
import { commitsLine } from './commits-line.ts'
import { type InertText, inertText } from './inert-text.ts'
import { isPlainUrl } from './is-plain-url.ts'
import { type JobOfRun, jobsSection } from './jobs-section.ts'
import { nextStep } from './next-step.ts'
import { proofTable } from './proof-table.ts'
import { whatToDo } from './what-to-do.ts'

const EVIDENCE_LINES_MAX = 40
const FINDINGS_MAX = 20

/**
 * What Millwright has to say about one task, as the comment of its pull request.
 * Words of logs, models and patches appear as code only, redacted; links are GitHub's own.
 */
export function renderComment(options: {
  record: TaskRecord
  /** Null when it is no longer known; the comment then has no link to the job. */
  failure: Failure | null
  /** All jobs of the same run, this one among them. */
  jobs?: readonly JobOfRun[]
  redact: Redactor
}): string {
  const { record, failure, jobs = [], redact } = options
  const inert = inertText(redact)
  const parts = [
    heading(record, failure, inert),
    inert.line(record.task.inputs.diagnosis.summary, 500),
    `**${nextStep(record.state)}** ${inert.line(record.reason, 1000)}`,
    commitsLine(record),
    whatToDo(record, inert),
    approvalSection(record, inert),
    jobsSection(jobs, inert),
    evidence(record, inert),
    record.result === null ? '' : work(record.result, inert),
    record.gate === null ? '' : findings(record.gate, inert),
    record.result === null ? '' : cost(record.result),
  ]
  const text = parts.filter((part) => part !== '').join('\n\n')
  return joinSections(new Map([[record.task.task_id, text]]))
}

function heading(record: TaskRecord, failure: Failure | null, inert: InertText): string {
  const { task } = record
  const { category } = task.inputs.diagnosis
  const job = failure === null ? '' : ` ${inert.line(failure.job_name, 100)}`
  const log =
    failure !== null && isPlainUrl(failure.html_url) ? ` ([log](${failure.html_url}))` : ''
  const commit = `at \`${task.head_sha.slice(0, 7)}\``
  return `### Job${job} failed ${commit}${log}: ${task.verdict}, ${category}`
}

function evidence(record: TaskRecord, inert: InertText): string {
  const lines = record.task.inputs.diagnosis.evidence.slice(0, EVIDENCE_LINES_MAX)
  if (lines.length === 0) return ''
  const text = lines.map(({ line, text: words }) => `${String(line).padStart(6)}  ${words}`)
  return details('Evidence from the log', inert.block(text.join('\n')))
}

const walls = {
  bwrap: 'Every command ran in a sandbox.',
  none: "**There was no sandbox: commands ran with the rights of the worker's user.**",
} as const

function work(result: TaskResult, inert: InertText): string {
  const makers = {
    autofix: "The change was made by the project's own tool, without a model.",
    agent: 'The change was made by a language model.',
    nobody: 'Nothing was changed.',
  }
  const parts = [`${makers[result.fixed_by]} ${walls[result.sandbox]}`]
  const said = [result.summary, result.cause].filter((text) => text.trim() !== '')
  if (said.length > 0) parts.push(`What the worker says:\n\n${inert.block(said.join('\n\n'))}`)
  const table = proofTable(result.proof, inert)
  if (table !== '') parts.push(table)
  return parts.join('\n\n')
}

function findings(gate: GateResult, inert: InertText): string {
  const verdicts = {
    pass: 'lets the patch pass',
    approval: 'asks a person',
    block: 'refuses the patch',
  }
  const classes = gate.classes.length === 0 ? '' : ` (${gate.classes.join(', ')})`
  const lines = gate.findings.slice(0, FINDINGS_MAX).map(({ rule, path, line, why }) => {
    const place = line === null ? path : `${path}:${line}`
    return `- ${inert.line(rule, 100)} ${inert.line(place, 200)}: ${inert.line(why, 300)}`
  })
  const more = gate.findings.length - lines.length
  if (more > 0) lines.push(`- and ${more} more`)
  return [`The gate ${verdicts[gate.decision]}${classes}.`, ...lines].join('\n')
}

function cost(result: TaskResult): string {
  const { turns, usd, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens } =
    result.usage
  if (turns === 0) return 'Cost: no model call.'
  const tokens = input_tokens + output_tokens + cache_read_tokens + cache_write_tokens
  const price = usd === null ? 'price unknown' : `${usd.toFixed(2)} US dollars`
  return `Cost: ${price}, ${tokens} tokens in ${turns} turns.`
}

function details(title: string, text: string): string {
  return `<details><summary>${title}</summary>\n\n${text}\n\n</details>`
}
