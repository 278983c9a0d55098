import { useParts } from './parts.ts'

/** Who acts here, with the way in and the way out. */
export function Who() {
  const { session, notices } = useParts()
  const identity = session.identity.value
  if (identity === null) return null
  if (identity.caller === null) {
    return identity.actions_are_on ? (
      <button type="button" class="plain" onClick={session.askForToken}>
        Sign in
      </button>
    ) : (
      <span class="soft">actions are off</span>
    )
  }
  const { name, role } = identity.caller
  return (
    <>
      <span class="soft who">
        {name ?? 'operator token'} ({role})
      </span>
      {identity.csrf !== null && (
        <button
          type="button"
          class="plain"
          onClick={() => void notices.tell('You are signed out.', session.signOut)}
        >
          Sign out
        </button>
      )}
    </>
  )
}
