/**
 * Works while what came before is still being saved, and gives nothing back until both are done.
 * A save that fails takes the work back, and is what the caller hears of.
 */
export async function besideSave<T>(
  saving: Promise<void> | null,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (saving === null) return await work(signal)
  const failed = new AbortController()
  const saved = saving.catch((error: unknown) => {
    failed.abort()
    throw error
  })
  const [save, done] = await Promise.allSettled([
    saved,
    work(AbortSignal.any([signal, failed.signal])),
  ])
  if (save.status === 'rejected') throw save.reason
  if (done.status === 'rejected') throw done.reason
  return done.value
}
