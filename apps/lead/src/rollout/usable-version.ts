import type { Store } from '@millwright/store'
import { type PromptTemplate, rebuildVersion, TemplateError } from '@millwright/template'

/** A kept version as a template, or one sentence that says why it cannot be used. */
export async function usableVersion(
  store: Store,
  hash: string,
  folder: PromptTemplate,
): Promise<PromptTemplate | string> {
  const version = await store.getPromptVersion(hash)
  if (version?.name !== folder.name) return 'this version is not kept, or no longer'
  try {
    const template = rebuildVersion(version)
    const missing = folder.serves.filter((type) => !template.serves.includes(type))
    return missing.length === 0 ? template : `this version does not serve ${missing.join(', ')}`
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    return `this version cannot be rendered: ${error.problem}`
  }
}
