import type { Store } from '@millwright/store'

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

/** A cause that is red in two places, and one that is green again. */
export async function fillIncidents(store: Store): Promise<void> {
  const place = (pr_number: number, minutes: number) => ({
    ...{ failure_id: `f-${pr_number}`, pr_number, branch: `feat/${pr_number}` },
    ...{ workflow_name: 'ci', job_name: 'test', head_sha: '01'.repeat(20) },
    html_url: 'https://github.test/acme/web/actions/runs/1/job/1',
    at: ago(minutes),
    is_left: pr_number === 210,
  })
  await store.saveIncident({
    ...{ repo: 'acme/web', key: 'v1:cafe', category: 'assertion-mismatch', urgency: 'high' },
    summary: 'The test "the total holds the tax" expects 121 where the code gives 100.',
    ...{ opened_at: ago(300), seen_at: ago(2), task_id: 'ci-fix-acme__web-212-9001' },
    ...{ sightings: [place(212, 2), place(210, 40)], issue: null, closed_at: null },
  })
  await store.saveIncident({
    ...{ repo: 'acme/docs', key: 'v1:beef', category: 'network', urgency: 'normal' },
    summary: 'The registry did not answer within 60 seconds.',
    ...{ opened_at: ago(3_000), seen_at: ago(2_400), task_id: null },
    ...{
      sightings: [place(11, 2_400)],
      issue: { number: 14, is_closed: true },
      closed_at: ago(2_300),
    },
  })
}
