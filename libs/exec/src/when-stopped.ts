/**
 * Resolves with the reason when this process is asked to end: by SIGTERM or SIGINT, or because the
 * parent that started it with a channel is gone. Ask for it before anything slow is started: a
 * parent that dies meanwhile tells it only once.
 */
export function whenStopped(): Promise<string> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve('SIGTERM'))
    process.once('SIGINT', () => resolve('SIGINT'))
    process.once('disconnect', () => resolve('the parent is gone'))
    if (process.connected === false) resolve('the parent is gone')
  })
}
