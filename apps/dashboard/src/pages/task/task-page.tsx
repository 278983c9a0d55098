import type { TaskDetail } from '../../api/answers.ts'
import { Card } from '../../parts/card.tsx'
import { onGitHub } from '../../parts/on-github.ts'
import { Blanked } from '../../parts/patch/blanked.tsx'
import { PatchView } from '../../parts/patch/patch-view.tsx'
import { ProofView } from '../../parts/proof-view.tsx'
import { Unloaded } from '../../parts/unloaded.tsx'
import { useLoaded } from '../../shell/use-loaded.ts'
import { Asked } from './asked.tsx'
import { AuditOfTask } from './audit-of-task.tsx'
import { Delivery } from './delivery.tsx'
import { Evidence } from './evidence.tsx'
import { Gate } from './gate.tsx'
import { TaskHead } from './task-head.tsx'
import { Transcript } from './transcript.tsx'
import { VerdictAndWhy } from './verdict-and-why.tsx'

/** The whole way of a task, in the order in which it was gone. */
export function TaskPage({ id }: { id: string }) {
  const detail = useLoaded<TaskDetail>(`/api/v1/tasks/${encodeURIComponent(id)}`)
  if (detail.value === null) return <Unloaded of={detail} what="this task" />
  const { task: record, failure, judgements } = detail.value
  const { result, gate } = record
  return (
    <>
      <TaskHead record={record} failure={failure} />
      <Evidence record={record} />
      <VerdictAndWhy record={record} judgements={judgements} />
      {result && result.patch !== '' && (
        <Card title="Patch" id="patch">
          <PatchView patch={result.patch} findings={gate?.findings ?? []} />
          {detail.value.is_shown_whole === false && <Blanked />}
        </Card>
      )}
      {result && (
        <Card title="Proof" id="proof">
          <ProofView proof={result.proof} />
        </Card>
      )}
      {gate && <Gate gate={gate} />}
      <Delivery record={record} web={onGitHub(failure)} />
      {record.task.type === 'escalate' ? (
        <Card title="Model" id="model">
          <p>No model was asked: this takes a person.</p>
        </Card>
      ) : (
        <>
          <Asked record={record} />
          <Transcript record={record} />
        </>
      )}
      <AuditOfTask id={id} />
    </>
  )
}
