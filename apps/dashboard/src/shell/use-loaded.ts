import { useSignalEffect } from '@preact/signals'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useParts } from './parts.ts'

/** What came of loading: the last answer stays while a newer one is on its way or refused. */
export interface Loaded<T> {
  readonly value: T | null
  readonly problem: string | null
}

/** Loads a path now and at each beat. An old answer never covers a newer one. */
export function useLoaded<T>(path: string): Loaded<T> {
  const { api, live } = useParts()
  const [loaded, setLoaded] = useState<Loaded<T> & { readonly path: string | null }>(nothing)
  const last = useRef(0)

  async function load(wanted: string): Promise<void> {
    last.current += 1
    const mine = last.current
    try {
      const value = await api.get<T>(wanted)
      if (mine === last.current) setLoaded({ path: wanted, value, problem: null })
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error)
      if (mine !== last.current) return
      setLoaded((before) => ({
        ...(before.path === wanted ? before : nothing),
        path: wanted,
        problem,
      }))
    }
  }

  useEffect(() => {
    void load(path)
  }, [path])
  const current = useRef(path)
  current.current = path
  const seen = useRef(live.beat.peek())
  useSignalEffect(() => {
    const isNew = live.beat.value !== seen.current
    seen.current = live.beat.value
    if (isNew) void load(current.current)
  })
  return loaded.path === path ? loaded : nothing
}

const nothing = { path: null, value: null, problem: null }
