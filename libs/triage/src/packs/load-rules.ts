import { setImmediate } from 'node:timers/promises'
import { PatternFacts } from '../patterns/pattern-facts.ts'
import { compileRules } from './compile-rules.ts'
import { type PreparedRules, readPrepared } from './prepared-rules.ts'
import { builtinFolder, readRuleFiles } from './read-rule-files.ts'
import type { LoadedPack, RuleSet } from './rule-set.ts'

/** The rules that come with Millwright. */
export function builtinRules(): Promise<RuleSet> {
  return loadRules([])
}

/**
 * The built-in rules together with the packs and known issues in these folders, all or nothing.
 * Throws TriageError with the place of the first problem in a file that cannot be used.
 */
export async function loadRules(folders: readonly string[]): Promise<RuleSet> {
  const { packs, facts } = await readBuiltin()
  if (folders.length === 0) return compileRules(packs, [], facts)
  const { readRules } = await import('./read-rules.ts')
  const all = await readRules(folders, packs)
  return compileRules(all.packs, all.knownIssues, facts)
}

/** The packs that come with Millwright, as a build prepared them or else as they stand in YAML. */
export async function readBuiltin(): Promise<PreparedRules> {
  const sources = await readRuleFiles([builtinFolder])
  const prepared = await readPrepared(sources)
  if (prepared) return prepared
  // Readers of YAML take longer to load than prepared rules do, so they are loaded where needed.
  const { parseCheckedPack } = await import('./parse-pack.ts')
  const packs: LoadedPack[] = []
  for (const source of sources) {
    packs.push(parseCheckedPack(source))
    // The lead reads them again while it runs: whatever else is due gets its turn in between.
    await setImmediate()
  }
  return { packs, facts: new PatternFacts() }
}
