import type { Signal } from '@preact/signals'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Api } from '../api/api.ts'
import type { Session } from '../api/session.ts'
import type { Live } from './live.ts'
import type { Notices } from './notices.ts'
import type { Route } from './route.ts'

/** What the pages work with; put together once, in `main.tsx`. */
export interface Parts {
  readonly api: Api
  readonly session: Session
  readonly live: Live
  readonly notices: Notices
  readonly route: Signal<Route>
}

export const PartsContext = createContext<Parts | null>(null)

/** @throws Error outside of the page's frame. */
export function useParts(): Parts {
  const parts = useContext(PartsContext)
  if (parts === null) throw new Error('no parts: render inside PartsContext')
  return parts
}
