import { useParts } from '../shell/parts.ts'
import { ago, left } from './ago.ts'

/** How long ago, or how long until; the exact time stands behind it. */
export function Time({ at, isAhead = false }: { at: string; isAhead?: boolean }) {
  const { live } = useParts()
  const words = isAhead ? left(at, live.nowMs.value) : ago(at, live.nowMs.value)
  return (
    <time class="soft" dateTime={at} title={at}>
      {words}
    </time>
  )
}
