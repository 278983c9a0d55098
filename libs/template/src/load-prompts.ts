import type { PromptSet } from './prompt-set.ts'
import { readPrompts } from './read-prompts.ts'

/**
 * Loads a folder of prompts. All or nothing: the first problem throws a TemplateError with file,
 * line, column and the lines around it.
 */
export async function loadPrompts(folder: string): Promise<PromptSet> {
  const { set, problems } = await readPrompts(folder)
  if (set) return set
  throw problems[0] ?? new RangeError('a folder without a set has a problem')
}
