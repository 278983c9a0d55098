import type { Diagnosis } from '@millwright/protocol'
import type { Choice } from './decide.ts'
import { FILES_MAX, TESTS_MAX } from './limits.ts'
import { readCaptures } from './read-captures.ts'

export type Places = Pick<Diagnosis, 'files' | 'failing_tests'> & {
  /** Files that a command can be narrowed to: not those that merely stand in a stack trace. */
  targets: string[]
}

/** The files and tests that the chosen rule and its pack name, the chosen hit's own first. */
export function namePlaces(choice: Choice): Places {
  const { hit, siblings, step } = choice
  const collected = step.collected.get(hit.rule.pack.name) ?? []
  const all = [hit, ...siblings, ...collected].map(({ captures }) => captures)
  const files = new Map<string, number | undefined>()
  const tests = new Set<string>()
  for (const { file, line, test } of all) {
    if (file !== undefined && !files.has(file)) files.set(file, toLine(line))
    if (test !== undefined) tests.add(test)
  }
  const own = [...files.keys()]
  for (const { source, line } of all)
    if (source !== undefined && !files.has(source)) files.set(source, toLine(line))
  const implied = [...namedByScript(choice), ...hit.rule.files]
  for (const file of implied) if (!files.has(file)) files.set(file, undefined)
  return {
    targets: own,
    files: [...files].slice(0, FILES_MAX).map(([path, line]) => ({
      path,
      ...(line === undefined ? {} : { line }),
    })),
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

function toLine(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined
}
