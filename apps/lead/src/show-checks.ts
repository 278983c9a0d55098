import { renderCheck } from '@millwright/delivery'
import type { TaskRecord } from '@millwright/protocol'
import type { Parts } from './parts.ts'

/**
 * Shows how a task stands at the diagnosed head and at the commit we made. A credential that may
 * not is told of once for each repository, and everything else goes on.
 */
export async function showChecks(parts: Parts, record: TaskRecord): Promise<void> {
  const { github, redact, store } = parts
  const { repo, head_sha } = record.task
  const shas = [head_sha, record.delivery.commit_sha].filter((sha) => sha !== null)
  for (const sha of shas) {
    const shown = await github.showCheck(repo, renderCheck({ record, sha, redact }))
    if (shown === 'shown') continue
    const key = `no-checks.${repo}`
    if ((await store.getIntent(key)) !== null) return
    const text = `no check at ${sha.slice(0, 7)}: GitHub refused it (an App needs checks: write, a token commit statuses: write)`
    await parts.tell({ kind: 'github', repo, text })
    await store.putIntent(key, true)
    return
  }
}
