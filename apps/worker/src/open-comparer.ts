import type { Config } from '@millwright/config'
import type { Logger } from '@millwright/logger'
import type { Category, Diagnosis, Proof, SameFailure } from '@millwright/protocol'
import { loadRules, type RuleSet, sameFailure } from '@millwright/triage'

/** Says whether a red run shows the failure that was diagnosed; never throws over what it printed. */
export type Comparer = (
  known: Diagnosis,
  run: { readonly proof: Proof; readonly output: string; readonly root: string },
) => Promise<SameFailure>

/** Failures that may well take all the time there is. */
const mayHang: ReadonlySet<Category> = new Set([
  'timeout',
  'cancelled',
  'flaky',
  'unknown',
  'crash',
])

/** The rules take seconds and memory to load: that is done when the first failure needs them. */
export function openComparer(config: Config, logger: Logger): Comparer {
  let rules: Promise<RuleSet> | null = null
  return async (known, { proof, output, root }) => {
    if (known.rule === 'none') return unknown('no rule recognised the failure')
    rules ??= load(config, logger)
    const run = { command: proof.command, exitCode: proof.exit_code, output, root }
    const same = await sameFailure(known, run, await rules)
    const isLate = proof.timed_out && same.same !== 'yes' && !mayHang.has(known.category)
    if (!isLate) return same
    const why = `${known.rule} before, here the command ran out of time`
    return { same: 'no', is_hindered: true, why }
  }
}

function unknown(why: string): SameFailure {
  return { same: 'unknown', is_hindered: false, why }
}

/** A worker on another machine may lack the operator's folder, or hold a broken one. */
async function load({ rules_dir: folder }: Config, logger: Logger): Promise<RuleSet> {
  try {
    return await loadRules(folder === null ? [] : [folder])
  } catch (err) {
    logger.warn({ err }, 'own rules not usable here, failures are compared by the built-in ones')
    return await loadRules([])
  }
}
