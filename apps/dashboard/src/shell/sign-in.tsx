import { useParts } from './parts.ts'

/** Asks for the token where the service wants one: to act, and on any address but loopback to read. */
export function SignIn() {
  const { session, live } = useParts()
  if (!session.isAsked.value) return null
  return (
    <form class="card sign-in" onSubmit={signIn}>
      <label for="token">
        This service asks for the token (<code>MILLWRIGHT_STATUS_TOKEN</code>) before it shows or
        does this
      </label>
      <div class="row">
        <input id="token" name="token" type="password" autocomplete="current-password" required />
        <button type="submit" class="main">
          Sign in
        </button>
      </div>
    </form>
  )

  function signIn(event: SubmitEvent): void {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const token = new FormData(event.currentTarget).get('token')
    if (typeof token !== 'string' || token.trim() === '') return
    session.signIn(token.trim())
    live.refresh()
  }
}
