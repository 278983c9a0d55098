import type { TaskType } from '@millwright/protocol'
import type { PromptFolder, Values } from '@millwright/template'
import { labelOf } from './template-for.ts'

/** A failure to render templates with. */
export interface Sample {
  /** Where the values came from, for people. */
  readonly name: string
  /** The kind of task that it led to, or would lead to; null for a fixture. */
  readonly type: TaskType | null
  /** `owner__name` of the repository, where it is known. */
  readonly repo: string | null
  readonly values: Values
}

/** The fixtures that a template names in its tests, as samples. */
export function fixtureSamples(folder: PromptFolder, template: string): Sample[] {
  const built = folder.templates.find((one) => labelOf(one.template) === template)
  const names = new Set(built?.source.front.tests.map(({ fixture }) => fixture))
  return [...names].flatMap((name) => {
    const values = folder.fixtures.get(name)
    return values ? [{ name, type: null, repo: null, values }] : []
  })
}
