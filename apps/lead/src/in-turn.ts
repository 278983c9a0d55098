/**
 * Makes a function that runs pieces of work with the same key one after another, in the order
 * they came; work under other keys does not wait. It holds within one lead process.
 */
export function createTurns(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>()
  return (key, work) => {
    const before = last.get(key) ?? Promise.resolve()
    const mine = before.then(work, work)
    const settled: Promise<void> = mine.then(
      () => forget(key, settled),
      () => forget(key, settled),
    )
    last.set(key, settled)
    return mine
  }

  function forget(key: string, settled: Promise<unknown>) {
    if (last.get(key) === settled) last.delete(key)
  }
}
