import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parsePack } from './parse-pack.ts'
import { compileRules, type LoadedPack, type RuleSet } from './rule-set.ts'
import { TriageError } from './triage-error.ts'

/** The packs that come with Millwright; beside `src` and `dist`, so that both find them. */
const builtinFolder = fileURLToPath(new URL('../rules', import.meta.url))

/** The rules that come with Millwright. */
export function builtinRules(): Promise<RuleSet> {
  return loadRules([])
}

/**
 * The built-in rules together with the packs in these folders.
 * Throws TriageError with file and line for the first pack that cannot be used.
 */
export async function loadRules(folders: readonly string[]): Promise<RuleSet> {
  return compileRules(await readPacks([builtinFolder, ...folders]))
}

/** Reads and checks the packs of some folders, in the order of folders and names. */
export async function readPacks(folders: readonly string[]): Promise<LoadedPack[]> {
  const packs = new Map<string, LoadedPack>()
  for (const folder of folders) {
    const names = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).sort()
    for (const name of names) {
      const file = join(folder, name)
      const pack = parsePack(file, await readFile(file, 'utf8'))
      const other = packs.get(pack.name)
      if (other) {
        throw new TriageError(
          `a pack called "${pack.name}" exists already (${other.file}); rename this file`,
          { file, line: 1 },
        )
      }
      packs.set(pack.name, pack)
    }
  }
  return [...packs.values()]
}
