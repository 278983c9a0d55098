import { ANNOTATIONS_MAX, LINE_BYTES_MAX } from '../limits.ts'

/**
 * What GitHub shows beside a job: an item of the list of annotations of a check run, in part.
 * https://docs.github.com/en/rest/checks/runs#list-check-run-annotations
 */
export type Annotation = { level: 'notice' | 'warning' | 'failure'; message: string }

/**
 * A log made of a job's annotations, for a job that never wrote one: it was not started for want of
 * payment, its workflow file is invalid, or it waits for an approval. Rules read it as any other.
 */
export function annotationLog(annotations: readonly Annotation[]): string {
  return annotations
    .slice(0, ANNOTATIONS_MAX)
    .map(({ level, message }) => `${markers[level]}${message.slice(0, LINE_BYTES_MAX)}\n`)
    .join('')
}

/** As the runner marks such lines in a log. */
const markers = { notice: '##[notice]', warning: '##[warning]', failure: '##[error]' } as const
