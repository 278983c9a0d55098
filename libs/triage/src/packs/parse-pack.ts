import { basename } from 'node:path'
import { load } from 'js-yaml'
import { PACK_BYTES_MAX } from '../limits.ts'
import { TriageError } from '../triage-error.ts'
import { checkPack } from './check-pack.ts'
import { readYaml, type SourceFile } from './read-yaml.ts'
import { RulePack } from './rule-pack.ts'
import type { LoadedPack } from './rule-set.ts'

/** Reads one pack; throws TriageError with the place of the first problem. */
export function parsePack(source: SourceFile): LoadedPack {
  const name = nameOf(source)
  return { ...readYaml(source, RulePack, checkPack), name, file: source.file }
}

/**
 * The same for a pack that a test has checked, in a fifth of the time: nothing is checked again, and
 * the reader of YAML is one that remembers no places.
 */
export function parseCheckedPack(source: SourceFile): LoadedPack {
  return { ...RulePack.parse(load(source.text)), name: nameOf(source), file: source.file }
}

/** The name that a file's rules or issues go by; throws TriageError when it cannot be one. */
export function nameOf({ file, text }: SourceFile): string {
  const start = { file, line: 1, column: 1 }
  if (text.length > PACK_BYTES_MAX) {
    throw new TriageError(`a file may hold ${PACK_BYTES_MAX} bytes; split it`, start, '')
  }
  const name = basename(file).replace(/\.ya?ml$/, '')
  if (/^[a-z][a-z0-9-]{0,39}$/.test(name)) return name
  const problem = `a file's name is made of lower-case words joined by hyphens, not "${name}"`
  throw new TriageError(problem, start, '')
}
