import { useState } from 'preact/hooks'
import type { AuditPage as Answer, AuditCheck } from '../../api/audit-answers.ts'
import { AuditRows } from '../../parts/audit-rows.tsx'
import { Card } from '../../parts/card.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Unloaded } from '../../parts/unloaded.tsx'
import { useLoaded } from '../../shell/use-loaded.ts'

const PAGE = 50
const SHOWN_MAX = 800

/** Who asked for what, and whether the log of it is whole. */
export function AuditPage() {
  const [limit, setLimit] = useState(PAGE)
  const page = useLoaded<Answer>(`/api/v1/audit?limit=${limit}`)
  const check = useLoaded<AuditCheck>('/api/v1/audit/check')
  return (
    <Card title="What people asked for" id="log" aside={<ChainWord check={check.value} />}>
      <Unloaded of={page} what="the audit log" />
      {page.value?.entries.length === 0 && <p>Nobody has asked for anything yet.</p>}
      <AuditRows entries={page.value?.entries ?? []} />
      {page.value?.next && limit < SHOWN_MAX && (
        <button type="button" onClick={() => setLimit(limit * 2)}>
          Older rows
        </button>
      )}
      <p class="soft">
        Each row holds the hash of the one before it. <code>millwright audit export</code> writes
        them all.
      </p>
    </Card>
  )
}

function ChainWord({ check }: { check: AuditCheck | null }) {
  if (check === null) return null
  if (check.broken !== null) {
    return (
      <b class="bad">
        <Mark tone="bad" /> broken at row {check.broken.seq}: {check.broken.why}
      </b>
    )
  }
  return (
    <span class="good">
      <Mark tone="good" /> whole, {check.entries} rows
    </span>
  )
}
