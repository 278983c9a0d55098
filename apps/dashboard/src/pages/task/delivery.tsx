import type { TaskRecord } from '@millwright/protocol'
import { Card } from '../../parts/card.tsx'
import { Chip } from '../../parts/chip.tsx'
import { Terms } from '../../parts/terms.tsx'
import { Time } from '../../parts/time.tsx'

/** What we changed on GitHub, who allowed it, and what GitHub's own CI said of it. */
export function Delivery({ record: { delivery, approval, task } }: { record: TaskRecord }) {
  const { commit_sha, comment_id, ci_conclusion, revert_sha } = delivery
  const isNothing = commit_sha === null && comment_id === null
  return (
    <Card title="Delivery" id="delivery">
      {isNothing && <p>Nothing was written to GitHub.</p>}
      <Terms
        pairs={[
          ['Commit', commit_sha && <code>{commit_sha.slice(0, 12)}</code>],
          ['On top of', commit_sha && <code>{task.head_sha.slice(0, 12)}</code>],
          ['CI on it', ci_conclusion && <Chip word={ci_conclusion} />],
          ['Taken back by', revert_sha && <code>{revert_sha.slice(0, 12)}</code>],
          ['Comment', comment_id],
          [
            'Approval',
            approval && (
              <>
                {approval.decision} by {approval.actor} <Time at={approval.at} />
              </>
            ),
          ],
        ]}
      />
    </Card>
  )
}
