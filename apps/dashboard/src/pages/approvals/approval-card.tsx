import type { Waiting } from '../../api/answers.ts'
import { Chip } from '../../parts/chip.tsx'
import { Blanked } from '../../parts/patch/blanked.tsx'
import { PatchView } from '../../parts/patch/patch-view.tsx'
import { ProofView } from '../../parts/proof-view.tsx'
import { Terms } from '../../parts/terms.tsx'
import { Time } from '../../parts/time.tsx'
import { visible } from '../../parts/visible.ts'
import { place } from '../../parts/words.ts'
import { address } from '../../shell/route.ts'
import { Approve } from './approve.tsx'
import { Reject } from './reject.tsx'

/** One patch with all that an approval of it is bound to. */
export function ApprovalCard({ waiting }: { waiting: Waiting }) {
  const { task, hold, patch, gate, proof } = waiting
  const where = visible(place(task.repo, task.pr_number, task.branch))
  return (
    <article class="card" aria-label={`Patch for ${where}`}>
      <header class="card-head">
        <h2>
          <a href={address(['tasks', task.task_id])}>{where}</a>
        </h2>
        {hold && (
          <span>
            expires: <Time at={hold.until} isAhead />
          </span>
        )}
      </header>
      <p>{visible(task.summary)}</p>
      <p class="why">{visible(task.reason)}</p>
      <p class="row">
        {(gate?.classes ?? []).map((name) => (
          <Chip key={name} word={name} tone="warn" />
        ))}
      </p>
      <PatchView patch={patch} findings={gate?.findings ?? []} />
      {waiting.is_shown_whole === false && <Blanked />}
      {proof && (
        <details open>
          <summary>Proof</summary>
          <ProofView proof={proof} />
        </details>
      )}
      <Terms
        pairs={[
          ['Patch', hold && <code class="sha">{hold.patch_sha}</code>],
          ['Size', waiting.patch_bytes && `${waiting.patch_bytes} bytes`],
          ['On top of', hold && <code>{hold.head_sha.slice(0, 12)}</code>],
          ['Into', hold && visible(hold.base_branch)],
          ['Policy', hold && <code>{hold.policy_hash.slice(0, 19)}</code>],
          ['Changed by', waiting.fixed_by],
        ]}
      />
      <p class="soft">
        A yes counts for exactly these bytes on this head. When either changes, or the time is up,
        it counts for nothing.
      </p>
      <div class="row">
        {hold && <Approve task={task} hold={hold} />}
        <Reject task={task} />
      </div>
    </article>
  )
}
