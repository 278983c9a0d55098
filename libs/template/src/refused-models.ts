import type { BuiltTemplate } from './build-template.ts'
import { TemplateError } from './template-error.ts'

/** Templates that ask for a model that the operator's configuration does not allow. */
export function refusedModels(
  templates: readonly BuiltTemplate[],
  model: { name: string; allow: readonly string[] },
): TemplateError[] {
  const isAllowed = (name: string) => name === model.name || model.allow.includes(name)
  return templates
    .filter(({ template }) => template.model !== undefined && !isAllowed(template.model))
    .map(({ source: { places, text } }) => {
      const problem = `model.allow does not name this model, so ${model.name} is asked instead`
      return new TemplateError(problem, places.key(['model']), text)
    })
}
