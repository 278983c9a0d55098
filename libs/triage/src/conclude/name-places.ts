import type { Diagnosis } from '@millwright/protocol'
import type { Choice } from '../decide/decide.ts'
import { FILES_MAX, NEARBY_FILES_MAX, TESTS_MAX } from '../limits.ts'
import { readCaptures } from '../match/read-captures.ts'
import { hasFix } from '../verdict-of.ts'
import { contextOf } from './context-of.ts'
import { type FoundPath, findPaths } from './find-paths.ts'
import { subjectFiles } from './subject-files.ts'

/** Lines at the end of a step that are searched for files where the hit names none. */
const TAIL_LINES = 30

export type Places = Pick<Diagnosis, 'files' | 'failing_tests'> & {
  /** Files that a command can be narrowed to: not those that merely stand in a stack trace. */
  targets: string[]
}

/**
 * The files and tests of a failure, the most telling first: what the chosen rule and its pack
 * captured, what else its lines name, then the files that a failure of this kind is about.
 * `roots` are the folders the repository was checked out to.
 */
export function namePlaces(choice: Choice, roots: readonly string[]): Places {
  const { hit, siblings, step } = choice
  const collected = step.collected.get(hit.rule.pack.name) ?? []
  const all = [hit, ...siblings, ...collected].map(({ captures }) => captures)
  const files = new Map<string, number | undefined>()
  const tests = new Set<string>()
  for (const { file, line, test } of all) {
    if (file !== undefined && !files.has(file)) files.set(file, toLine(line))
    if (test !== undefined) tests.add(test)
  }
  const targets = [...files.keys()]
  for (const { source, line } of all) {
    if (source !== undefined && !files.has(source)) files.set(source, toLine(line))
  }
  for (const path of [...namedByScript(choice), ...hit.rule.files]) {
    if (!files.has(path)) files.set(path, undefined)
  }
  const lines = collected.slice(0, 20).map(({ line }) => line)
  addNew(files, [...nearby(choice, roots), ...findPaths(lines, roots, true)], NEARBY_FILES_MAX)
  if (files.size === 0 && hasFix(choice.hit.rule.category)) addNew(files, faraway(choice, roots), 3)
  return {
    targets,
    files: withSubjects(files, subjectFiles(hit, step, files.size > 0)),
    failing_tests: [...tests].slice(0, TESTS_MAX),
  }
}

/** The files that the step's own script names to the tool. */
function namedByScript({ hit, step }: Choice): string[] {
  const lines = step.command.split('\n')
  return hit.rule.pack.script.flatMap((pattern) =>
    lines.flatMap((line) => readCaptures(pattern, line, { file: 'path' }, []).file ?? []),
  )
}

/** What the end of the step names, and its own command: leads where nothing nearer names a file. */
function faraway({ step }: Choice, roots: readonly string[]): FoundPath[] {
  const command = step.command.split('\n').map((text) => ({ number: step.firstLine, text }))
  return [
    ...findPaths(step.tail.slice(-TAIL_LINES).toReversed(), roots, false),
    ...findPaths(command, roots, false),
  ]
}

/** What the lines of the chosen hit name, then those around it, then those of its like. */
function nearby({ hit, siblings, step }: Choice, roots: readonly string[]): FoundPath[] {
  const { before, after } = contextOf(hit, step)
  const others = siblings
    .slice(0, 6)
    .filter((sibling) => sibling !== hit)
    .map((sibling) => ({ lines: sibling.lines, ...contextOf(sibling, step) }))
  return [
    ...findPaths(hit.lines, roots, true),
    ...findPaths([...after, ...before.toReversed()], roots, false),
    ...others.flatMap((other) =>
      findPaths([...other.lines, ...other.before, ...other.after], roots, false),
    ),
  ]
}

function addNew(
  files: Map<string, number | undefined>,
  found: readonly FoundPath[],
  most: number,
): void {
  let left = most
  for (const { path, line } of found) {
    if (left === 0) return
    const isKnown = [...files.keys()].some((known) => known === path || known.endsWith(`/${path}`))
    if (isKnown) continue
    files.set(path, line)
    left--
  }
}

/** Room is kept for the subjects, which may come after many files. */
function withSubjects(
  files: ReadonlyMap<string, number | undefined>,
  subjects: readonly string[],
): Places['files'] {
  const added = subjects.filter((path) => !files.has(path))
  const kept = [...files].slice(0, FILES_MAX - added.length).map(([path, line]) => ({
    path,
    ...(line === undefined ? {} : { line }),
  }))
  return [...kept, ...added.map((path) => ({ path }))]
}

function toLine(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined
}
