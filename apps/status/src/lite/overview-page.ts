import type { Decision, TaskRecord } from '@millwright/protocol'
import { type Html, html } from './html.ts'

/** What the plain page shows. */
export interface Glance {
  readonly problems: readonly string[]
  /** What waits for a person, then what was escalated. */
  readonly needed: readonly TaskRecord[]
  readonly tasks: readonly TaskRecord[]
  /** The failures that were left alone last, with the reason. */
  readonly left: readonly Decision[]
}

export function overviewPage({ problems, needed, tasks, left }: Glance): Html {
  return html`<h1>Millwright</h1>
<p>The plain page, without scripts. <a href="/">The dashboard</a> has more.</p>
${problems.length > 0 ? list(problems.map((text) => html`<li>${text}</li>`)) : html`<p>All is well.</p>`}
<h2>Needs you</h2>
${tasksList(needed, 'Nothing waits for you.')}
<h2>Last tasks</h2>
${tasksList(tasks, 'No task yet.')}
<h2>Left alone, and why</h2>
${left.length > 0 ? list(left.map(decisionLine)) : html`<p>Nothing was left alone.</p>`}`
}

function tasksList(tasks: readonly TaskRecord[], otherwise: string): Html {
  return tasks.length > 0 ? list(tasks.map(taskLine)) : html`<p>${otherwise}</p>`
}

function taskLine({ task, state, reason }: TaskRecord): Html {
  const { pr_number, branch, diagnosis } = task.inputs
  const where = pr_number === undefined ? `${task.repo} ${branch}` : `${task.repo}#${pr_number}`
  const cause = `${diagnosis.category}: ${diagnosis.summary}`
  return html`<li><a href="/lite/tasks/${task.task_id}">${where}</a>
<b>${state.replaceAll('_', ' ')}</b>
<br>${cause}${reason !== cause && html`<br>${reason}`}</li>`
}

function decisionLine({ repo, pr_number, answer, reason, at }: Decision): Html {
  const where = pr_number === undefined ? repo : `${repo}#${pr_number}`
  return html`<li><b>${answer}</b> ${where} <time>${at}</time><br>${reason}</li>`
}

function list(items: readonly Html[]): Html {
  return html`<ul>${items}</ul>`
}
