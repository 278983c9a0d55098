import { channels, type Report, type ReportBody } from '@millwright/protocol'

/** Where a report rings: one channel for what goes on, one each for the two ways to end. */
export function channelOf(body: ReportBody): string {
  switch (body.kind) {
    case 'claimed':
    case 'progress':
      return channels.taskProgress
    case 'completed':
      return channels.taskCompleted
    case 'failed':
      return channels.taskFailed
  }
}

/**
 * What is published of a report: enough for a live view, without patch and proofs, because Redis
 * cuts off subscribers that fall behind by many bytes. The stream id is added by the script.
 */
export function announcementOf({ task_id, epoch, seq, worker, at, body }: Report): object {
  return { task_id, epoch, seq, worker, at, kind: body.kind, ...detailsOf(body) }
}

function detailsOf(body: ReportBody): object {
  switch (body.kind) {
    case 'claimed':
      return {}
    case 'progress':
      return { step: body.step, text: body.text }
    case 'completed':
      return { outcome: body.result.outcome, summary: body.result.summary }
    case 'failed':
      return { code: body.code, message: body.message }
  }
}
