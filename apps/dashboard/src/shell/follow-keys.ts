import { address } from './route.ts'
import { views } from './views.ts'

/** How long `g` waits for the second key, in milliseconds. */
const SECOND_KEY_MS = 1_500

/** Keys move the reader and nothing else. Returns how to stop listening. */
export function followKeys(document: Document, onHelp: () => void): () => void {
  let goneAtMs = 0
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    if (document.querySelector('dialog[open]') !== null) return
    const isSecond = Date.now() - goneAtMs < SECOND_KEY_MS
    goneAtMs = 0
    const view = isSecond ? views.find(({ key }) => key === event.key) : undefined
    if (view) document.location.hash = address(view.name === '' ? [] : [view.name])
    else if (event.key === 'g') goneAtMs = Date.now()
    else if (event.key === '?') onHelp()
    else if (event.key === '/') focus(document.querySelector('[data-filter]'), event)
    else if (event.key === 'j' || event.key === 'k') step(document, event.key === 'j' ? 1 : -1)
    else if (event.key === 'x') selectHere(document)
  }
  document.addEventListener('keydown', onKey)
  return () => document.removeEventListener('keydown', onKey)
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input:not([type=checkbox]), textarea, select')
}

function focus(element: Element | null, event: Event): void {
  if (!(element instanceof HTMLElement)) return
  event.preventDefault()
  element.focus()
}

function step(document: Document, by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
  const here = document.activeElement
  const at = here instanceof HTMLElement ? rows.indexOf(here) : -1
  rows[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)]?.focus()
}

function selectHere(document: Document): void {
  const box = document.activeElement?.closest('li, tr')?.querySelector('input[type=checkbox]')
  if (box instanceof HTMLInputElement) box.click()
}
