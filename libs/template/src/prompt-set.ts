import type { TaskLimits, TaskType } from '@millwright/protocol'
import type { RenderedPrompt } from './render-prompt.ts'

/** One of the files that a version is made of; the path is that inside the folder. */
export type SourceFile = { path: string; text: string }

/** One version of one template. */
export type PromptTemplate = {
  name: string
  /** Identifies the version: the same files give the same hash on any machine. */
  hash: string
  description: string
  /** The kinds of task that it serves. */
  serves: readonly TaskType[]
  /** Lower limits than the operator's configuration allows. */
  limits: Partial<TaskLimits>
  /** Instead of the configured model. */
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
  /** The names of the templates, sorted. */
  names: readonly string[]
  /** Sorted by name. */
  templates: readonly PromptTemplate[]
  /** Throws RangeError for `escalate`, which is work for a person and has no prompt. */
  find(type: TaskType): PromptTemplate
}
