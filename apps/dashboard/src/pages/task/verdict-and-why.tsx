import type { TaskRecord } from '@millwright/protocol'
import type { Decisions, Judgement } from '../../api/answers.ts'
import { Card } from '../../parts/card.tsx'
import { Chip } from '../../parts/chip.tsx'
import { Terms } from '../../parts/terms.tsx'
import { percent } from '../../parts/words.ts'
import { address } from '../../shell/route.ts'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Judge } from './judge.tsx'

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
          ['Rule', `${diagnosis.rule}, ${percent(diagnosis.confidence)} sure`],
          ['What a person does', diagnosis.remedy],
          ['Repeats with', diagnosis.replay && <code>{diagnosis.replay}</code>],
          ['Settled by', diagnosis.autofix && <code>{diagnosis.autofix}</code>],
          ['Close calls', others.map(({ rule }) => rule).join(', ')],
          [
            'Same cause',
            <a key="cause" href={address(['incidents'], { cause: record.task.incident })}>
              {record.task.incident}
            </a>,
          ],
        ]}
      />
      {rules.length > 0 && (
        <details open={record.task.verdict === 'ESCALATE'}>
          <summary>
            {rules.length === 1 ? 'One rule was' : `${rules.length} rules were`} asked whether to
            act
          </summary>
          <ul class="rules">
            {rules.map(({ rule, answer, reason }) => (
              <li key={rule} class="row">
                <Chip word={answer} />
                <b>{rule}</b>
                <span class="soft">{reason}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <Judge taskId={record.task.task_id} verdict={record.task.verdict} judgements={judgements} />
    </Card>
  )
}
