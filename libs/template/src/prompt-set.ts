import type { TaskLimits, TaskType } from '@millwright/protocol'
import type { RenderedPrompt } from './render-prompt.ts'

/** One of the files that a version is made of; the path is that inside the folder. */
export type SourceFile = { path: string; text: string }

/** One version of one template. */
export type PromptTemplate = {
  name: string
  /** `owner__name` of the one repository that it stands for; null for all others. */
  repo: string | null
  /** Identifies the version: the same files give the same hash on any machine. */
  hash: string
  description: string
  /** The kinds of task that it serves. */
  serves: readonly TaskType[]
  /** Lower limits than the operator's configuration allows. */
  limits: Partial<TaskLimits>
  /** Asked instead of the configured model, where the operator allows it. */
  model?: string
  deliverables: readonly string[]
  /** The whole text of the version: the template, and each partial it reaches. */
  files: readonly SourceFile[]
  /**
   * Renders both parts. Values that the template does not declare are ignored; a missing or
   * mistyped one throws TemplateError. The nonce is 8 to 64 letters and digits, secret, and the
   * same for the same task.
   */
  render(values: Readonly<Record<string, unknown>>, options: { nonce: string }): RenderedPrompt
}

/** All templates of a folder; every kind of task but `escalate` has exactly one. */
export type PromptSet = {
  hash: string
  /** The names of the common templates, sorted. */
  names: readonly string[]
  /** The common ones sorted by name, then those of single repositories. */
  templates: readonly PromptTemplate[]
  /**
   * The template for a kind of task, that of the repository (`owner/name`) before the common one.
   * Throws RangeError for `escalate`, which is work for a person and has no prompt.
   */
  find(type: TaskType, repo?: string): PromptTemplate
}
