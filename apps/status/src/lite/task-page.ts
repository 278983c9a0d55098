import type { Redactor } from '@millwright/logger'
import type { Proof, TaskRecord } from '@millwright/protocol'
import { type Html, html } from './html.ts'

/** The whole way of a task, in the order in which it was gone, and whether its patch is all there. */
export function taskPage(record: TaskRecord, redact: Redactor): Html {
  const { task, state, reason, result, gate, delivery } = record
  const { diagnosis } = task.inputs
  const evidence = diagnosis.evidence.map(({ line, text }) => `${line}  ${text}`).join('\n')
  return html`<p><a href="/lite">All tasks</a></p>
<h1>${task.task_id}</h1>
<p><b>${state.replaceAll('_', ' ')}</b> ${reason}</p>
<h2>Evidence</h2>
<pre>${evidence}</pre>
<h2>Verdict</h2>
<p>${task.verdict}: ${diagnosis.summary} (${diagnosis.category}, rule ${diagnosis.rule})</p>
${
  result === null
    ? html`<p>No worker has handed in anything yet.</p>`
    : html`<h2>Result</h2>
<p><b>${result.outcome.replaceAll('_', ' ')}</b> ${result.summary}</p>
<h2>Patch</h2>
<pre>${result.patch === '' ? 'none' : result.patch}</pre>
${redact(result.patch) !== result.patch && blanked}
<h2>Proof</h2>
<ul>${result.proof.before.map((p) => proofLine('before', p))}${result.proof.after.map((p) =>
        proofLine('with the patch', p),
      )}${result.proof.restored.map((p) => proofLine('with the patch, tests as they were', p))}</ul>`
}
${
  gate &&
  html`<h2>Gate</h2>
<p><b>${gate.decision}</b> ${gate.classes.join(', ')}</p>
<ul>${gate.findings.map(({ rule, path, why }) => html`<li>${rule} in ${path}: ${why}</li>`)}</ul>`
}
<h2>Delivery</h2>
<p>Commit ${delivery.commit_sha ?? 'none'}, CI on it ${delivery.ci_conclusion ?? 'not known'}.</p>`
}

/** As on the dashboard. */
const blanked = html`<p role="alert"><b>Something that looks like a secret was taken out of what you
see. Look at the branch before you say yes.</b></p>`

function proofLine(when: string, { command, exit_code }: Proof): Html {
  const end = exit_code === null ? 'killed' : `exit ${exit_code}`
  return html`<li>${when}: <code>${command}</code> ${exit_code === 0 ? 'green' : 'red'}, ${end}</li>`
}
