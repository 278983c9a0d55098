import { useEffect, useState } from 'preact/hooks'
import type { TaskList, TaskSummary } from '../../api/answers.ts'
import { useParts } from '../../shell/parts.ts'

/** Answers that are asked for in a row until something is found: as many as 100,000 tasks take. */
const ROUNDS_MAX = 50
const NOTHING = { tasks: [], isLooking: false } as const

/**
 * The service looks at a part of all tasks for one answer, so an answer may be short and still not
 * the end. Goes on behind such an answer until `wanted` tasks are found.
 */
export function useFurther(query: string, list: TaskList | null, wanted: number) {
  const { api } = useParts()
  const [found, setFound] = useState<{
    readonly tasks: readonly TaskSummary[]
    readonly isLooking: boolean
  }>(NOTHING)
  const next = list !== null && list.tasks.length < wanted ? list.next : null
  const isShort = next !== null
  const missing = wanted - (list?.tasks.length ?? 0)

  useEffect(() => {
    if (next === null) return setFound(NOTHING)
    let isLeft = false
    // A refused answer ends the search here; the list above tells why.
    look(next).catch(() => setFound(NOTHING))
    return () => {
      isLeft = true
    }

    async function look(from: string): Promise<void> {
      const tasks: TaskSummary[] = []
      let before: string | null = from
      for (let round = 0; round < ROUNDS_MAX && before !== null; round += 1) {
        if (isLeft || tasks.length >= missing) break
        setFound({ tasks: [...tasks], isLooking: true })
        const more: string = new URLSearchParams({ before, limit: String(wanted) }).toString()
        const page: TaskList = await api.get(`/api/v1/tasks?${query}&${more}`)
        tasks.push(...page.tasks)
        before = page.next
      }
      if (!isLeft) setFound({ tasks, isLooking: false })
    }
  }, [query, isShort, wanted])
  return found
}
