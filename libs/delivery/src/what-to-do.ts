import type { TaskRecord } from '@millwright/protocol'
import type { InertText } from './inert-text.ts'

/** What a reader may do now: the rule's own advice where a person is next, and our commands. */
export function whatToDo(record: TaskRecord, inert: InertText): string {
  const { remedy } = record.task.inputs.diagnosis
  switch (record.state) {
    case 'queued':
    case 'running':
      return 'A comment `/millwright cancel` stops it.'
    case 'commented':
    case 'escalated':
    case 'failed': {
      const advice = remedy === '' ? '' : `What to do: ${inert.line(remedy)}`
      return [advice, again(record)].filter((part) => part !== '').join('\n\n')
    }
    case 'cancelled':
      return again(record)
    case 'reported':
    case 'delivering':
    case 'awaiting_approval':
    case 'watching':
    case 'resolved':
    case 'superseded':
      return ''
  }
}

/** Only what a worker was set on can be tried again, and only while the head is the same. */
function again({ epoch, delivery }: TaskRecord): string {
  if (epoch === 0 || delivery.commit_sha !== null) return ''
  return 'A comment `/millwright retry` has it tried again at the same commit.'
}
