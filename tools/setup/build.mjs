import { join } from 'node:path'
import { limitsMs } from './limits.mjs'
import { runStep } from './run-step.mjs'
import { say, secondsSince } from './say.mjs'
import { SetupError } from './setup-error.mjs'

/** A build that finds everything up to date takes less, and is not worth a line. */
const worthALineMs = 2_000

/**
 * Builds every package that changed, the rules of triage, and the page. All three know by
 * themselves what is up to date.
 *
 * @param {string} root
 * @param {AbortSignal} signal
 * @returns {Promise<void>} throws SetupError
 */
export async function build(root, signal) {
  const startedMs = performance.now()
  const rules = join('libs', 'triage', 'prepare-rules.mjs')
  const page = join('apps', 'dashboard', 'build.mjs')
  await run([join('node_modules', 'typescript', 'bin', 'tsc'), '-b'], 'npx tsc -b')
  await run([rules], `node ${rules}`)
  await run([page], `node ${page}`)
  if (performance.now() - startedMs > worthALineMs) say(`build: done (${secondsSince(startedMs)})`)

  /**
   * @param {string[]} script
   * @param {string} fix
   */
  async function run(script, fix) {
    const step = await runStep([process.execPath, ...script], {
      timeoutMs: limitsMs.build,
      signal,
      cwd: root,
      label: 'build',
    })
    if (!step.ok) throw new SetupError(`the build ${step.why}\n${step.output.trimEnd()}`, fix)
  }
}
