import type { StoryResult } from './play.ts'

export interface DemoEnd {
  results: readonly StoryResult[]
  seconds: number
  /** Why no story was played; null when they were. */
  problem: string | null
}

/** True when stories were played and every one of them ended as it should. */
export function isOk({ results, problem }: DemoEnd): boolean {
  return problem === null && results.every((result) => result.ok)
}

/** The one object that `--json` ends with: all tasks in a row, then what became of each story. */
export function jsonResult(end: DemoEnd): string {
  const { results, seconds, problem } = end
  const tasks = results.flatMap(({ story, tasks: own }) => own.map((t) => ({ ...t, story })))
  const stories = results.map(({ tasks: _, ...story }) => story)
  const object = { ok: isOk(end), tasks, stories, seconds, ...(problem !== null && { problem }) }
  return JSON.stringify(object, null, 2)
}
