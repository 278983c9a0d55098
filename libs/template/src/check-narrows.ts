import type { BuiltTemplate } from './build-template.ts'
import { didYouMean } from './did-you-mean.ts'
import type { PromptSource } from './prompt-source.ts'
import { type Report, TemplateError } from './template-error.ts'

/** True when a template for one repository allows nothing that the common one does not. */
export function checkNarrows(
  { text, front, places }: PromptSource,
  common: readonly BuiltTemplate[],
  report: Report,
): boolean {
  let isNarrow = true
  const refuse = (problem: string, path: readonly PropertyKey[]) => {
    isNarrow = false
    report(new TemplateError(problem, places.value(path), text))
  }
  const base = common.find(({ template }) => template.name === front.name)?.source.front
  if (!base) {
    const hint = didYouMean(
      front.name,
      common.map(({ template }) => template.name),
    )
    refuse(`there is no common template "${front.name}" that can be used${hint}`, ['name'])
    return false
  }
  for (const [index, type] of front.for.entries()) {
    if (!base.for.includes(type))
      refuse(`the common template does not serve ${type}`, ['for', index])
  }
  for (const key of ['turns', 'usd', 'tokens', 'files', 'lines'] as const) {
    const most = base.limits[key]
    if (most === undefined) continue
    const own = front.limits[key]
    if (own === undefined || own > most) {
      refuse(`limits.${key} has to be given and at most ${most}, as in the common template`, [
        'limits',
        key,
      ])
    }
  }
  if (front.model !== base.model) {
    refuse(`model: has to be ${base.model ?? 'left out'}, as in the common template`, ['model'])
  }
  return isNarrow
}
