import { COUNTERS_MAX } from './limits.ts'

/** Counts up from 0 for each name; the name counted first is forgotten beyond COUNTERS_MAX. */
export function createCounter(): (name: string) => number {
  const next = new Map<string, number>()
  return (name) => {
    const value = next.get(name) ?? 0
    next.set(name, value + 1)
    const [oldest] = next.keys()
    if (next.size > COUNTERS_MAX && oldest !== undefined) next.delete(oldest)
    return value
  }
}
