const endings = new Set<() => void>()

/**
 * Calls `ending` once when this process exits or is asked to by SIGTERM (as a test runner does
 * with its workers). Gives back a function that takes the wish back.
 */
export function whenProcessEnds(ending: () => void): () => void {
  if (endings.size === 0) {
    process.on('exit', runEndings)
    process.on('SIGTERM', endByDefault)
  }
  endings.add(ending)
  return () => {
    endings.delete(ending)
    if (endings.size > 0) return
    process.off('exit', runEndings)
    process.off('SIGTERM', endByDefault)
  }
}

function runEndings(): void {
  for (const ending of endings) ending()
}

/** Having a listener must not keep a process alive that SIGTERM would have ended. */
function endByDefault(): void {
  if (process.listenerCount('SIGTERM') > 1) return
  runEndings()
  process.off('SIGTERM', endByDefault)
  process.kill(process.pid, 'SIGTERM')
}
