/** Keeps what the last questions came to. */
export type Recent<T> = (key: string, ask: () => Promise<T>) => Promise<T>

/**
 * Makes a function that asks once and remembers the answers to the last `max` keys; a question that
 * is being asked is not asked again, and one that failed is forgotten.
 */
export function createRecent<T>(max: number): Recent<T> {
  const answers = new Map<string, Promise<T>>()
  return (key, ask) => {
    const answer = answers.get(key) ?? ask()
    answers.delete(key)
    answers.set(key, answer)
    const [oldest] = answers.keys()
    if (answers.size > max && oldest !== undefined) answers.delete(oldest)
    answer.catch(() => {
      if (answers.get(key) === answer) answers.delete(key)
    })
    return answer
  }
}
