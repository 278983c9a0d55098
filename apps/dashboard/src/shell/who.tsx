import { useParts } from './parts.ts'
import { TOKEN_FIELD } from './sign-in.tsx'

/** Who acts here, with the way in and the way out. */
export function Who() {
  const { session, notices } = useParts()
  const identity = session.identity.value
  if (identity === null) return null
  if (identity.caller === null) {
    return identity.actions_are_on ? (
      <button type="button" class="plain" onClick={ask}>
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
        {name ?? 'status.token'} ({role})
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

  /** Whoever asks to sign in types the token next; until then letters would be keys of the page. */
  function ask(): void {
    session.askForToken()
    requestAnimationFrame(() => document.getElementById(TOKEN_FIELD)?.focus())
  }
}
