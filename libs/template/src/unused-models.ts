import type { BuiltTemplate } from './build-template.ts'
import { TemplateError } from './template-error.ts'

/** Templates that name a model: it is kept with the version, but workers ask the configured one. */
export function unusedModels(templates: readonly BuiltTemplate[]): TemplateError[] {
  return templates
    .filter(({ template }) => template.model !== undefined)
    .map(({ source: { places, text } }) => {
      const problem = 'workers do not look at this yet: they ask the model of the configuration'
      return new TemplateError(problem, places.key(['model']), text)
    })
}
