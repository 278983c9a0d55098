import type { LoadedPack } from '../../libs/triage/src/packs/rule-set.ts'

/** Packs without some rules, which are named `<pack>/<rule>`; a pack without rules falls away. */
export function withoutRules(
  packs: readonly LoadedPack[],
  left: ReadonlySet<string>,
): LoadedPack[] {
  return packs
    .map((pack) => ({
      ...pack,
      rules: pack.rules.filter(({ id }) => !left.has(`${pack.name}/${id}`)),
    }))
    .filter(({ rules }) => rules.length > 0)
}
