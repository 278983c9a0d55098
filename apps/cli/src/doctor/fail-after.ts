/** Rejects when the time is up, unless the signal comes first. */
export function failAfter(ms: number, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms)
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
  })
}
