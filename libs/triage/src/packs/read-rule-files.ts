import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { RULE_FILES_MAX } from '../limits.ts'
import { TriageError } from '../triage-error.ts'
import type { SourceFile } from './read-yaml.ts'

/** The packs that come with Millwright; beside `src` and `dist`, so that both find them. */
export const builtinFolder = fileURLToPath(new URL('../../rules', import.meta.url))

/**
 * The YAML files of some folders, in the order of their names.
 * Throws TriageError when a folder cannot be read or holds too many.
 */
export async function readRuleFiles(folders: readonly string[]): Promise<SourceFile[]> {
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

/** A problem with a file or folder as a whole. */
export function atStart(file: string, problem: string, cause?: unknown): TriageError {
  return new TriageError(problem, { file, line: 1, column: 1 }, '', { cause })
}
