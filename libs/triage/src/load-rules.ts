import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { KNOWN_ISSUES_MAX, RULE_FILES_MAX } from './limits.ts'
import { holdsKnownIssues, parseKnownIssues } from './parse-known-issues.ts'
import { parseCheckedPack, parsePack } from './parse-pack.ts'
import type { SourceFile } from './read-yaml.ts'
import { compileRules, type LoadedIssue, type LoadedPack, type RuleSet } from './rule-set.ts'
import { TriageError } from './triage-error.ts'

/** The packs that come with Millwright; beside `src` and `dist`, so that both find them. */
export const builtinFolder = fileURLToPath(new URL('../rules', import.meta.url))

/** The rules that come with Millwright. */
export function builtinRules(): Promise<RuleSet> {
  return loadRules([])
}

/**
 * The built-in rules together with the packs and known issues in these folders, all or nothing.
 * Throws TriageError with the place of the first problem in a file that cannot be used.
 */
export async function loadRules(folders: readonly string[]): Promise<RuleSet> {
  const { packs, knownIssues } = await readRules(folders, await readBuiltin())
  return compileRules(packs, knownIssues)
}

/** The packs that come with Millwright. */
export async function readBuiltin(): Promise<LoadedPack[]> {
  const packs: LoadedPack[] = []
  for (const source of await readFiles([builtinFolder])) {
    packs.push(parseCheckedPack(source))
    // The lead reads them again while it runs: whatever else is due gets its turn in between.
    await setImmediate()
  }
  return packs
}

/** Reads and checks the files of some folders beside the packs that are there already. */
export async function readRules(
  folders: readonly string[],
  known: readonly LoadedPack[] = [],
): Promise<{ packs: LoadedPack[]; knownIssues: LoadedIssue[] }> {
  const packs = new Map(known.map((pack) => [pack.name, pack]))
  const knownIssues: LoadedIssue[] = []
  for (const source of await readFiles(folders)) {
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

async function readFiles(folders: readonly string[]): Promise<SourceFile[]> {
  const files: SourceFile[] = []
  for (const folder of folders) {
    const names = await readdir(folder).catch((cause: unknown) => {
      throw atStart(folder, 'this folder of rules cannot be read', cause)
    })
    const wanted = names.filter((name) => /\.ya?ml$/.test(name)).sort()
    if (wanted.length > RULE_FILES_MAX) {
      throw atStart(folder, `a folder of rules may hold ${RULE_FILES_MAX} files`)
    }
    for (const name of wanted) {
      const file = join(folder, name)
      files.push({ file, text: await readFile(file, 'utf8') })
    }
  }
  return files
}

function atStart(file: string, problem: string, cause?: unknown): TriageError {
  return new TriageError(problem, { file, line: 1, column: 1 }, '', { cause })
}
