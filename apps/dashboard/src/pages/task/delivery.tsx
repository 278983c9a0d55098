import type { TaskRecord } from '@millwright/protocol'
import { Card } from '../../parts/card.tsx'
import { Chip } from '../../parts/chip.tsx'
import { OutsideLink } from '../../parts/outside-link.tsx'
import { Terms } from '../../parts/terms.tsx'
import { Time } from '../../parts/time.tsx'
import { visible } from '../../parts/visible.ts'

/** What we changed on GitHub, who allowed it, and what GitHub's own CI said of it. */
export function Delivery({ record: { delivery, approval, task }, web }: DeliveryProps) {
  const { commit_sha, comment_id, ci_conclusion, revert_sha } = delivery
  const pull = task.inputs.pr_number
  const isNothing = commit_sha === null && comment_id === null
  return (
    <Card title="Delivery" id="delivery">
      {isNothing && <p>Nothing was written to GitHub.</p>}
      <Terms
        pairs={[
          ['Commit', commit_sha && <Commit sha={commit_sha} web={web} />],
          ['On top of', commit_sha && <code>{visible(task.head_sha.slice(0, 12))}</code>],
          ['CI on it', ci_conclusion && <Chip word={ci_conclusion} />],
          ['Taken back by', revert_sha && <Commit sha={revert_sha} web={web} />],
          ['Comment', comment_id && <Comment id={comment_id} pull={pull} web={web} />],
          [
            'Approval',
            approval && (
              <>
                {visible(`${approval.decision} by ${approval.actor}`)} <Time at={approval.at} />
              </>
            ),
          ],
        ]}
      />
    </Card>
  )
}

interface DeliveryProps {
  readonly record: TaskRecord
  /** The repository's address on the web. */
  readonly web: string | null
}

function Commit({ sha, web }: { sha: string; web: string | null }) {
  const short = <code>{visible(sha.slice(0, 12))}</code>
  return web === null ? short : <OutsideLink href={`${web}/commit/${sha}`}>{short}</OutsideLink>
}

function Comment({ id, pull, web }: { id: number; pull: number | undefined; web: string | null }) {
  if (web === null || pull === undefined) return <>{id}</>
  return <OutsideLink href={`${web}/pull/${pull}#issuecomment-${id}`}>{id}</OutsideLink>
}
