import { type Signal, signal } from '@preact/signals'
import { type Route, readRoute } from './route.ts'

/** Follows the fragment of the address, so that every view has an address and none a server path. */
export function followRoute(window: Window): Signal<Route> {
  const route = signal(readRoute(window.location.hash))
  window.addEventListener('hashchange', () => {
    route.value = readRoute(window.location.hash)
  })
  return route
}
