import type { AuditPage as Answer } from '../../api/audit-answers.ts'
import { AuditRows } from '../../parts/audit-rows.tsx'
import { Card } from '../../parts/card.tsx'
import { Unloaded } from '../../parts/unloaded.tsx'
import { useLoaded } from '../../shell/use-loaded.ts'

/** What people asked for about this task. */
export function AuditOfTask({ id }: { id: string }) {
  const page = useLoaded<Answer>(`/api/v1/audit?${new URLSearchParams({ target: id })}`)
  const entries = page.value?.entries.filter(({ target }) => target === id) ?? []
  return (
    <Card title="Audit" id="audit">
      <Unloaded of={page} what="the audit log" />
      {page.value && entries.length === 0 && <p>Nobody has asked for anything.</p>}
      <AuditRows entries={entries} />
    </Card>
  )
}
