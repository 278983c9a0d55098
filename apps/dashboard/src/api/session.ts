import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { Refusal } from './refusal.ts'

const PATH = '/api/v1/session'

/** Asks this service; actions carry what proves that this page asks. */
export type Ask = (path: string, init?: RequestInit) => Promise<Response>

/** Who the service takes us for. */
export interface Identity {
  readonly caller: {
    readonly name: string | null
    readonly role: 'viewer' | 'operator' | 'approver'
  } | null
  /** Repeated with each action; null without a session. */
  readonly csrf: string | null
  /** That reading takes no token: it is asked on this machine alone, through no proxy. */
  readonly reading_is_open: boolean
  /** False where no token is configured: then nobody can act. */
  readonly actions_are_on: boolean
}

/** Who sits in front of the page. */
export interface Session {
  readonly ask: Ask
  readonly identity: Signal<Identity | null>
  /** True while the service refuses to go on without a token. */
  readonly isAsked: Signal<boolean>
  askForToken(): void
  /** That nothing that was loaded may be seen any more; a draft in it is not lost. */
  readonly isLocked: ReadonlySignal<boolean>
  /** @throws Refusal when the token is not known. */
  signIn(token: string): Promise<void>
  signOut(): Promise<void>
}

/** The token is shown once; a cookie that no script can read stands for it from then on. */
export function openSession(reach: Ask = fetch): Session {
  const identity = signal<Identity | null>(null)
  const isAsked = signal(false)
  const isLocked = computed(() => isAsked.value && identity.value?.reading_is_open === false)

  const send: Ask = (path, init = {}) => {
    const headers = new Headers(init.headers)
    const csrf = identity.value?.csrf ?? null
    if (init.method !== undefined && csrf !== null) headers.set('x-csrf-token', csrf)
    return reach(path, { ...init, headers })
  }
  const ask: Ask = async (path, init) => {
    const response = await send(path, init)
    if (response.status === 401 && path !== PATH) isAsked.value = true
    if (response.status !== 403) return response
    const { code } = await Refusal.of(response.clone())
    return code === 'MW_CSRF' && (await isStillOurs()) ? send(path, init) : response
  }
  // The cookie may be of a session that another tab began since; nobody acts under another's name.
  const isStillOurs = async () => {
    const before = identity.value?.caller
    await learn().catch(() => undefined)
    return !before || before.name === identity.value?.caller?.name
  }
  const learn = async (init?: RequestInit) => {
    const response = await ask(PATH, init)
    if (!response.ok) throw await Refusal.of(response)
    identity.value = (await response.json()) as Identity // The service checks what it answers.
  }

  // A service that is away is asked again by everything else on the page.
  void learn().catch(() => undefined)
  return {
    ask,
    identity,
    isAsked,
    isLocked,
    askForToken() {
      isAsked.value = true
    },
    async signIn(token) {
      const headers = { 'content-type': 'application/json' }
      await learn({ method: 'POST', headers, body: JSON.stringify({ token }) })
      isAsked.value = false
    },
    async signOut() {
      await learn({ method: 'DELETE' })
      isAsked.value = identity.value?.reading_is_open === false
    },
  }
}
