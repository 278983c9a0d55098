import { NotifyError } from './notify-error.ts'
import type { OutgoingPost } from './notify-target.ts'

/**
 * Sends by HTTP and resolves with the status. Redirects are not followed and what comes back is not
 * read. Throws NotifyError.
 */
export async function sendPost(post: OutgoingPost, timeoutMs: number): Promise<string> {
  const { host } = new URL(post.url)
  const headers = { ...post.headers, 'user-agent': 'millwright' }
  const signal = AbortSignal.timeout(timeoutMs)
  const init: RequestInit = { method: 'POST', headers, body: post.body, redirect: 'manual', signal }
  const response = await fetch(post.url, init).catch((error: unknown) => {
    throw new NotifyError(host, reasonOf(error))
  })
  await response.body?.cancel()
  const answer = `status ${response.status}`
  if (!response.ok) throw new NotifyError(host, answer)
  return answer
}

/** Without the original error: its text may hold the address. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer'
  if (error.name === 'TimeoutError') return 'no answer in time'
  const { cause } = error
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer'
}
