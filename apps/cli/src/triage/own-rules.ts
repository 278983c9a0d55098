import { readdir } from 'node:fs/promises'
import type { RuleSet } from '@millwright/triage'

/** The rules of a set that come from these folders and not from Millwright. */
export async function ownRules(
  { rules }: RuleSet,
  folders: readonly string[],
): Promise<RuleSet['rules']> {
  const packs = new Set<string>()
  for (const folder of folders) {
    for (const name of await readdir(folder)) packs.add(name.replace(/\.ya?ml$/, ''))
  }
  return rules.filter(({ pack }) => packs.has(pack.name))
}
