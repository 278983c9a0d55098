import { join } from 'node:path'
import { limitsMs } from './limits.mjs'
import { runStep } from './run-step.mjs'
import { say, secondsSince } from './say.mjs'
import { SetupError } from './setup-error.mjs'

/** A build that finds everything up to date takes less, and is not worth a line. */
const worthALineMs = 2_000

/**
 * Builds every package that changed. tsc keeps its own record of what is up to date.
 *
 * @param {string} root
 * @param {AbortSignal} signal
 * @returns {Promise<void>} throws SetupError
 */
export async function build(root, signal) {
  const startedMs = performance.now()
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const step = await runStep([process.execPath, tsc, '-b'], {
    timeoutMs: limitsMs.build,
    signal,
    cwd: root,
    label: 'build',
  })
  if (!step.ok) {
    throw new SetupError(`the build ${step.why}\n${step.output.trimEnd()}`, 'npx tsc -b')
  }
  if (performance.now() - startedMs > worthALineMs) say(`build: done (${secondsSince(startedMs)})`)
}
