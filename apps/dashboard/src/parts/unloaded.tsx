import type { Loaded } from '../shell/use-loaded.ts'

/** What stands where an answer is missing: that it is on its way, or why it is not. */
export function Unloaded({ of, what }: { of: Loaded<unknown>; what: string }) {
  if (of.problem === null) return of.value === null ? <p class="soft">Loading {what}.</p> : null
  return (
    <p class="problem" role="alert">
      {what} cannot be shown: {of.problem}
    </p>
  )
}
