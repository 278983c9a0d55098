import { createHash } from 'node:crypto'
import type { WebhookEvent } from '@millwright/github'
import type { Decision } from '@millwright/protocol'
import type { Parts } from '../parts.ts'

const HASH_CHARS = 16
type ExternalRed = Extract<WebhookEvent, { kind: 'external_red' }>

/**
 * A red check or commit status of another service. GitHub has no log of it that could be read and
 * nothing to run again, so it is put on record with its reason and left to people.
 */
export async function handleExternal(parts: Parts, { repo, sha, name }: ExternalRed) {
  const { config, github, store, redact } = parts
  if ((config.repositories[repo]?.mode ?? 'off') === 'off') return
  const pull = await github.findPull(repo, sha)
  const said = redact(name).slice(0, name.length)
  const reason = `${said} is red: a check of another service, of which GitHub keeps no log`
  const hash = createHash('sha256').update(name).digest('hex').slice(0, HASH_CHARS)
  const place = { repo, ...(pull && { pr_number: pull.number }) }
  const decision: Decision = {
    failure_id: `${repo.replace('/', '__')}-external-${sha}-${hash}`,
    ...place,
    ...{ head_sha: sha, task_id: null, answer: 'skip', reason },
    rules: [{ rule: 'external-check', answer: 'skip', reason }],
    at: new Date().toISOString(),
  }
  if ((await store.addDecision(decision)) === 'unchanged') return
  await parts.tell({ kind: 'decision', ...place, text: `skip, ${reason}` })
}
