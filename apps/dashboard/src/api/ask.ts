import { type Signal, signal } from '@preact/signals'

const KEY = 'millwright-token'

/** Asks this service, with the operator's token where one was given. */
export type Ask = (path: string, init?: RequestInit) => Promise<Response>

/** Who sits in front of the page: the token that was given, and whether one is wanted. */
export interface Session {
  readonly ask: Ask
  /** True while the service refuses to go on without a token. */
  readonly isAsked: Signal<boolean>
  readonly hasToken: Signal<boolean>
  signIn(token: string): void
  signOut(): void
}

/** The token is kept for this tab alone and forgotten once it is refused. */
export function openSession(storage: Storage): Session {
  const isAsked = signal(false)
  const hasToken = signal(storage.getItem(KEY) !== null)
  const signOut = () => {
    storage.removeItem(KEY)
    hasToken.value = false
  }
  return {
    isAsked,
    hasToken,
    signOut,
    signIn(token) {
      storage.setItem(KEY, token)
      hasToken.value = true
      isAsked.value = false
    },
    async ask(path, init = {}) {
      const token = storage.getItem(KEY)
      const headers = new Headers(init.headers)
      if (token !== null) headers.set('authorization', `Bearer ${token}`)
      const response = await fetch(path, { ...init, headers })
      if (response.status === 401) {
        signOut()
        isAsked.value = true
      }
      return response
    },
  }
}
