import type { TaskRecord } from '@millwright/protocol'
import type { Decisions, Judgement } from '../../api/answers.ts'
import { Card } from '../../parts/card.tsx'
import { Chip } from '../../parts/chip.tsx'
import { Terms } from '../../parts/terms.tsx'
import { visible } from '../../parts/visible.ts'
import { percent } from '../../parts/words.ts'
import { address } from '../../shell/route.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Judge } from './judge.tsx'
import { Rules } from './rules.tsx'

interface VerdictAndWhyProps {
  readonly record: TaskRecord
  readonly judgements: readonly Judgement[]
}

/** What triage says of the failure, and each rule's word on whether to act. */
export function VerdictAndWhy({ record, judgements }: VerdictAndWhyProps) {
  const { diagnosis } = record.task.inputs
  const query = new URLSearchParams({ failure_id: record.task.failure_id, limit: '1' })
  const decisions = useLoaded<Decisions>(`/api/v1/decisions?${query}`)
  const rules = decisions.value?.decisions[0]?.rules ?? []
  const others = diagnosis.alternatives ?? []
  return (
    <Card title="Verdict, and why" id="verdict" aside={<Chip word={record.task.verdict} />}>
      <Terms
        pairs={[
          ['Category', diagnosis.category],
          ['Rule', visible(`${diagnosis.rule}, ${percent(diagnosis.confidence)} sure`)],
          ['What to do', visible(diagnosis.remedy)],
          ['Repeats with', diagnosis.replay && <code>{visible(diagnosis.replay)}</code>],
          ['Settled by', diagnosis.autofix && <code>{visible(diagnosis.autofix)}</code>],
          ['Close calls', visible(others.map(({ rule }) => rule).join(', '))],
          [
            'Same cause',
            <a key="cause" href={address(['incidents'], { cause: record.task.incident })}>
              {visible(record.task.incident)}
            </a>,
          ],
        ]}
      />
      <Rules rules={rules} />
      <Judge taskId={record.task.task_id} verdict={record.task.verdict} judgements={judgements} />
    </Card>
  )
}
