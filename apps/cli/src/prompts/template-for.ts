import type { PromptFolder, PromptTemplate } from '@millwright/template'
import { CliError } from '../cli-error.ts'
import { exitCode } from '../exit-code.ts'
import type { Sample } from './sample.ts'

/**
 * The template of this name, or without one the template that serves the sample's kind of task.
 * Throws CliError when there is none that can be rendered.
 */
export function templateFor(
  { templates, problems }: PromptFolder,
  { name, sample }: { name: string | null; sample: Sample },
): PromptTemplate {
  const all = templates.map(({ template }) => template)
  if (name === null && sample.type === 'escalate') {
    const next = 'name a template to see what it would say'
    throw new CliError(`${sample.name}: this is for a person, there is no prompt; ${next}`)
  }
  const { type, repo } = sample
  const serving = all.filter((template) => type !== null && template.serves.includes(type))
  const found =
    name === null
      ? (serving.find((template) => template.repo !== null && template.repo === repo) ??
        serving.find((template) => template.repo === null))
      : all.find((template) => labelOf(template) === name)
  if (found) return found
  const [problem] = problems
  const names = all.map(labelOf).join(', ')
  const why = problem ? `\n${problem.message}` : ''
  const code = problem ? exitCode.checkFailed : exitCode.notFound
  throw new CliError(
    `there is no template "${name ?? sample.type}"; there are ${names}${why}`,
    code,
  )
}

/** How people name a template: one of a single repository by its folder as well. */
export function labelOf({ name, repo }: Pick<PromptTemplate, 'name' | 'repo'>): string {
  return repo === null ? name : `repos/${repo}/${name}`
}
