import type { TaskRecord } from '@millwright/protocol'
import type { Session } from '../access/session-cookie.ts'
import { type Html, html } from './html.ts'
import { form } from './page.ts'

/** Characters of a patch's hash that are typed to say yes, as on the dashboard. */
export const TYPED_CHARS = 6

/** What whoever may approve can say to the patch that waits; null where there is nothing to say. */
export function decideForms({ task, state, hold }: TaskRecord, session: Session | null) {
  if (state !== 'awaiting_approval' || hold === null) return null
  if (session?.caller.role !== 'approver') return html`<p>An approver decides on this patch.</p>`
  const base = `/lite/tasks/${task.task_id}`
  return html`<h2>Decide</h2>
<p>A yes counts for exactly these bytes (<code>${hold.patch_sha}</code>) on top of
<code>${hold.head_sha}</code> into ${hold.base_branch}, until <time>${hold.until}</time>.</p>
<details><summary>Approve</summary>
${form(session, `${base}/approve`, 'Approve this patch', typedField(hold.patch_sha))}</details>
<details><summary>Reject</summary>
${form(session, `${base}/reject`, 'Drop the patch', reasonField)}</details>`
}

function typedField(sha: string): Html {
  return html`<input type="hidden" name="patch" value="${sha}">
<label>Type the first ${TYPED_CHARS} characters of its hash
<input name="typed" required maxlength="${TYPED_CHARS}" autocomplete="off"></label>`
}

const reasonField = html`<label>Why (kept with the task)
<input name="why" maxlength="300"></label>`
