import { KNOWN_ISSUES_MAX } from '../limits.ts'
import { holdsKnownIssues, parseKnownIssues } from './parse-known-issues.ts'
import { parsePack } from './parse-pack.ts'
import { atStart, readRuleFiles } from './read-rule-files.ts'
import type { LoadedIssue, LoadedPack } from './rule-set.ts'

/** Reads and checks the files of some folders beside the packs that are there already. */
export async function readRules(
  folders: readonly string[],
  known: readonly LoadedPack[] = [],
): Promise<{ packs: LoadedPack[]; knownIssues: LoadedIssue[] }> {
  const packs = new Map(known.map((pack) => [pack.name, pack]))
  const knownIssues: LoadedIssue[] = []
  for (const source of await readRuleFiles(folders)) {
    if (holdsKnownIssues(source)) {
      knownIssues.push(...parseKnownIssues(source))
      if (knownIssues.length > KNOWN_ISSUES_MAX) {
        throw atStart(source.file, `there may be ${KNOWN_ISSUES_MAX} known issues altogether`)
      }
      continue
    }
    const pack = parsePack(source)
    const other = packs.get(pack.name)
    if (other) {
      const problem = `a pack called "${pack.name}" exists already (${other.file}); rename this file`
      throw atStart(source.file, problem)
    }
    packs.set(pack.name, pack)
  }
  return { packs: [...packs.values()], knownIssues }
}
