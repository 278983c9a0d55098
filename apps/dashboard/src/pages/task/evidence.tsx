import type { TaskRecord } from '@millwright/protocol'
import { Card } from '../../parts/card.tsx'
import { Terms } from '../../parts/terms.tsx'
import { visible } from '../../parts/visible.ts'

/** The lines of the log that say what went wrong. */
export function Evidence({ record }: { record: TaskRecord }) {
  const { evidence: found, files, failing_tests, step, summary } = record.task.inputs.diagnosis
  // The first is the cause; the others stand around it in the log.
  const evidence = found.toSorted((a, b) => a.line - b.line)
  return (
    <Card title="Evidence" id="evidence">
      <p>
        <b>{visible(summary)}</b>
      </p>
      <pre class="log">
        {evidence.map(({ line, text }, nth) => (
          <span key={nth} class={line === found[0]?.line ? 'cause' : ''}>
            <span class="line-number">{line}</span>
            {`${visible(text)}\n`}
          </span>
        ))}
      </pre>
      <Terms
        pairs={[
          ['Step', visible(step.name)],
          ['Command', step.command && <code>{visible(step.command)}</code>],
          [
            'Files',
            visible(files.map((f) => (f.line ? `${f.path}:${f.line}` : f.path)).join(', ')),
          ],
          ['Failing tests', visible(failing_tests.join(', '))],
        ]}
      />
    </Card>
  )
}
