import { element, fill } from './element.js'
import { patchView } from './patch-view.js'
import { proofView } from './proof-view.js'
import { chip, place, time } from './wording.js'

const section = document.getElementById('detail')

/** Shows one task with all that is known of it. */
export function showDetail({ task: record, failure }) {
  const opened = [...section.querySelectorAll('details[open]')].map((d) => d.id)
  fill(
    section,
    element('a', { href: '#/', class: 'close' }, 'Close'),
    element('h2', { id: 'detail-title' }, record.task.task_id),
    element(
      'p',
      { class: 'line' },
      chip('state', record.state),
      chip('verdict', record.task.verdict),
    ),
    element('p', { class: 'reason' }, record.reason),
    facts(record, failure),
    diagnosisView(record.task.inputs.diagnosis),
    record.result && resultView(record.result),
    record.result && proofView(record.result.proof),
    record.result?.patch && patchView(record.result.patch),
    record.gate && gateView(record.gate),
  )
  for (const id of opened) section.querySelector(`#${CSS.escape(id)}`)?.setAttribute('open', '')
  section.hidden = false
}

export function showNoDetail(message) {
  fill(
    section,
    message && element('a', { href: '#/', class: 'close' }, 'Close'),
    message && element('h2', { id: 'detail-title' }, message),
  )
  section.hidden = !message
}

function facts({ task, epoch, worker, delivery, created_at, updated_at }, failure) {
  return terms([
    ['Where', place(task.repo, task.inputs.pr_number, task.inputs.branch)],
    ['Head', task.head_sha.slice(0, 12)],
    ['Failed job', failure && jobLink(failure)],
    ['Kind', `${task.type}, priority ${task.priority}`],
    ['Attempt', epoch === 0 ? 'none yet' : `${epoch}, by ${worker ?? 'nobody'}`],
    ['Created', time(created_at)],
    ['Updated', time(updated_at)],
    ['Commit', delivery.commit_sha?.slice(0, 12)],
    ['CI on it', delivery.ci_conclusion],
    ['Comment', delivery.comment_id],
  ])
}

function jobLink({ html_url, workflow_name, job_name }) {
  const text = `${workflow_name} / ${job_name}`
  if (!/^https?:\/\//.test(html_url)) return text
  return element('a', { href: html_url, rel: 'noreferrer' }, text)
}

function diagnosisView(diagnosis) {
  const { category, rule, confidence, step, replay, files, failing_tests, evidence } = diagnosis
  return element(
    'section',
    {},
    element('h3', {}, 'Diagnosis'),
    element('p', {}, diagnosis.summary),
    terms([
      ['Category', `${category} (rule ${rule}, ${Math.round(confidence * 100)} %)`],
      ['Command', step.command],
      ['Repeats with', replay],
      ['Files', files.map((f) => (f.line ? `${f.path}:${f.line}` : f.path)).join(', ')],
      ['Failing tests', failing_tests.join(', ')],
    ]),
    element('h4', {}, 'Evidence'),
    element('pre', { tabindex: '0' }, evidence.map((e) => `${e.line}  ${e.text}\n`).join('')),
  )
}

function resultView({ outcome, summary, cause, confidence, fixed_by, sandbox, usage }) {
  const { turns, input_tokens, output_tokens, usd } = usage
  const price = usd === null ? 'price unknown' : `${usd.toFixed(4)} USD`
  return element(
    'section',
    {},
    element('h3', {}, 'Result'),
    element('p', { class: 'line' }, chip('outcome', outcome), summary),
    terms([
      ['Cause', cause],
      ['Confidence', confidence],
      ['Changed by', fixed_by],
      ['Sandbox', sandbox === 'none' ? 'none: the code ran without walls' : sandbox],
      ['Model', `${turns} turns, ${input_tokens} tokens in, ${output_tokens} out, ${price}`],
    ]),
  )
}

function gateView({ decision, classes, findings }) {
  const items = findings.map(({ rule, path, line, why }) =>
    element('li', {}, `${rule} in ${path}${line === null ? '' : `:${line}`}: ${why}`),
  )
  return element(
    'section',
    {},
    element('h3', {}, 'Gate'),
    element('p', { class: 'line' }, chip('gate', decision), classes.join(', ')),
    items.length > 0 ? element('ul', {}, items) : element('p', {}, 'No findings.'),
  )
}

function terms(pairs) {
  const known = pairs.filter(([, value]) => value !== null && value !== undefined && value !== '')
  const rows = known.map(([name, value]) => [element('dt', {}, name), element('dd', {}, value)])
  return element('dl', {}, rows.flat())
}
