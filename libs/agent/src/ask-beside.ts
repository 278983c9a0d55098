import type { ModelAnswer, ModelRequest } from '@millwright/model'

/**
 * Asks while what came before is still being saved, and gives nothing back until both are done.
 * A save that fails takes the question back, and is what the caller hears of.
 */
export async function askBeside(
  saving: Promise<void> | null,
  request: ModelRequest,
  ask: (request: ModelRequest) => Promise<ModelAnswer | null>,
): Promise<ModelAnswer | null> {
  if (saving === null) return await ask(request)
  const failed = new AbortController()
  const saved = saving.catch((error: unknown) => {
    failed.abort()
    throw error
  })
  const signal = AbortSignal.any([request.signal, failed.signal])
  const [save, answer] = await Promise.allSettled([saved, ask({ ...request, signal })])
  if (save.status === 'rejected') throw save.reason
  if (answer.status === 'rejected') throw answer.reason
  return answer.value
}
