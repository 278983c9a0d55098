import type { TaskState } from '@millwright/protocol'

/** Tells a reader what happens next, and whether it is up to a person; the task's reason follows. */
export function nextStep(state: TaskState): string {
  switch (state) {
    case 'queued':
      return 'Waiting for a worker.'
    case 'running':
      return 'A worker is at it.'
    case 'reported':
    case 'delivering':
      return 'A worker has reported; its result is being checked.'
    case 'watching':
      return 'A fix is pushed; CI decides whether it holds.'
    case 'awaiting_approval':
      return 'A fix is ready and waits for a person to approve it.'
    case 'resolved':
      return 'Resolved.'
    case 'commented':
      return 'Nothing was changed; the next step is up to a person.'
    case 'escalated':
      return 'A person is needed.'
    // A push, a closed pull request, a green rerun, a person, the end of a time: the reason tells.
    case 'superseded':
    case 'cancelled':
      return 'Stopped.'
    case 'failed':
      return 'This attempt is over.'
  }
}
