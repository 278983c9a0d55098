/**
 * Writes one line of progress to standard error: standard output belongs to the command.
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`set-up: ${text}\n`)
}

/**
 * @param {number} sinceMs a value of performance.now()
 * @returns {string} such as `4.2 s`
 */
export function secondsSince(sinceMs) {
  return `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`
}
