import type { TaskType } from '@millwright/protocol'
import type { BuiltTemplate } from './build-template.ts'
import type { PromptSet } from './prompt-set.ts'
import { digest } from './version-hash.ts'

/** Makes one set of the common templates, those of single repositories, and who serves what. */
export function toPromptSet(
  built: readonly BuiltTemplate[],
  {
    overrides,
    byType,
  }: {
    overrides: readonly BuiltTemplate[]
    byType: ReadonlyMap<TaskType, BuiltTemplate>
  },
): PromptSet {
  const common = built.map(({ template }) => template)
  common.sort((a, b) => (a.name < b.name ? -1 : 1))
  const own = overrides.map(({ template }) => template)
  const templates = [...common, ...own]
  return {
    hash: digest(templates.map(({ name, repo, hash }) => [name, repo, hash])),
    names: common.map(({ name }) => name),
    templates,
    find(type, repo = '') {
      const folder = repo.replace('/', '__').toLowerCase()
      const special = own.find(
        (one) => one.repo?.toLowerCase() === folder && one.serves.includes(type),
      )
      if (special) return special
      const found = byType.get(type)
      if (!found) throw new RangeError(`no template serves ${type}`)
      return found.template
    },
  }
}
