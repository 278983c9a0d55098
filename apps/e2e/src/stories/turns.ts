import type { Turn } from '@millwright/testing'

/** One scripted answer of the model: a sentence and one tool call. */
export function call(text: string, name: string, input: Record<string, unknown>): Turn {
  return { text, tools: [{ name, input }] }
}

/** The scripted end of a task. */
export function finish(cause: string, changed: string): Turn {
  return call('That settles it.', 'finish', { cause, changed, confidence: 'high' })
}
