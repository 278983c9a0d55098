import { PATCH_SHA_CHARS_MIN, type TaskRecord } from '@millwright/protocol'
import type { InertText } from './inert-text.ts'

/** How a patch that waits is read, tried and approved; nothing in it comes from a stranger. */
export function approvalSection({ task, state, hold }: TaskRecord, inert: InertText): string {
  if (state !== 'awaiting_approval' || hold === null) return ''
  const { task_id, inputs } = task
  const patch = hold.patch_sha.slice(0, PATCH_SHA_CHARS_MIN)
  const fetch = inputs.pr_number === undefined ? '' : ` pull/${inputs.pr_number}/head`
  const commands = [
    `git fetch origin${fetch} && git switch --detach ${hold.head_sha}`,
    `millwright tasks patch ${task_id} | git apply --index`,
    `millwright approve ${task_id} --patch ${patch}`,
    `millwright reject ${task_id}`,
  ]
  return [
    `Patch \`${patch}\` on \`${hold.head_sha.slice(0, 7)}\` waits until ${hold.until}. Try it, then approve or reject it; a comment \`/millwright approve ${patch}\` or \`/millwright reject\` does the same:`,
    inert.block(commands.join('\n')),
  ].join('\n\n')
}
