import type { PromptVersion } from '@millwright/store'
import type { PromptTemplate } from '@millwright/template'

/** What is kept of a template, so that a task can be explained after the file was edited. */
export function versionOf({ hash, name, files }: PromptTemplate): PromptVersion {
  return { hash, name, at: new Date().toISOString(), files: [...files] }
}
