import { useRef, useState } from 'preact/hooks'
import { useParts } from './parts.ts'

/** The field that a token is typed into. */
export const TOKEN_FIELD = 'token'

/** Asks for a token where the service wants one: to act, and on other addresses to read. */
export function SignIn() {
  const { session, live } = useParts()
  const field = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  if (!session.isAsked.value) return null
  return (
    <form class="card sign-in" onSubmit={signIn} aria-label="Sign in">
      <label for={TOKEN_FIELD}>
        This service asks for a token: the text of the file that <code>status.token_file</code>{' '}
        names, or of one of your own among <code>status.tokens</code>.
      </label>
      <div class="row">
        <input
          id={TOKEN_FIELD}
          ref={field}
          type="password"
          autocomplete="current-password"
          required
        />
        <button type="submit" class="main">
          Sign in
        </button>
      </div>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </form>
  )

  function signIn(event: SubmitEvent): void {
    event.preventDefault()
    const token = field.current?.value.trim() ?? ''
    if (token === '') return
    session.signIn(token).then(
      () => live.refresh(),
      (error: Error) => setProblem(error.message),
    )
  }
}
