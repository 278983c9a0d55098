import type { PatchFile } from '../patch/patch-file.ts'
import type { GateContext, Rule } from './rule.ts'

/** A rule about files as a whole: `objection` says what is wrong with one, or null. */
export function pathRule(
  rule: Omit<Rule, 'find'> & {
    objection(path: string, file: PatchFile, context: GateContext): string | null
  },
): Rule {
  const { objection, ...rest } = rule
  return {
    ...rest,
    find: (patch, context) =>
      patch.flatMap((file) => {
        // A rename has two names, and may take a file out of the rules' reach as well as into it.
        const paths = new Set([file.oldPath, file.path])
        return [...paths].flatMap((path) => {
          const why = objection(path, file, context)
          return why === null ? [] : [{ path, line: null, why }]
        })
      }),
  }
}
