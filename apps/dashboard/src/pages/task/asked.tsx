import type { TaskRecord } from '@millwright/protocol'
import { Card } from '../../parts/card.tsx'
import { Terms } from '../../parts/terms.tsx'
import { visible } from '../../parts/visible.ts'
import { money } from '../../parts/words.ts'
import { address } from '../../shell/route.ts'

/** What the model was told, what it said and what it cost. Secrets were taken out before. */
export function Asked({ record: { task, result } }: { record: TaskRecord }) {
  const usage = result?.usage
  return (
    <Card title="Model" id="model">
      <Terms
        pairs={[
          [
            'Template',
            <a
              key="template"
              href={address(['templates', task.template.name], { task: task.task_id })}
            >
              {visible(task.template.name)}
            </a>,
          ],
          ['Version', <code key="version">{visible(task.template.hash.slice(0, 19))}</code>],
          ['Changed by', result?.fixed_by && visible(result.fixed_by)],
          ['Confidence', result?.confidence],
          [
            'Sandbox',
            result && (result.sandbox === 'none' ? 'none: it ran without walls' : 'bwrap'),
          ],
          ['Turns', usage && `${usage.turns} of ${task.limits.turns}`],
          ['Tokens', usage && `${usage.input_tokens} in, ${usage.output_tokens} out`],
          ['Cost', usage && `${money(usage.usd)} of ${money(task.limits.usd)}`],
        ]}
      />
      {result && result.cause !== '' && (
        <details>
          <summary>The cause in the model’s words</summary>
          <pre>{visible(result.cause)}</pre>
        </details>
      )}
      <details>
        <summary>What it was told</summary>
        <h3>System</h3>
        <pre>{visible(task.system)}</pre>
        <h3>User</h3>
        <pre>{visible(task.prompt)}</pre>
      </details>
    </Card>
  )
}
