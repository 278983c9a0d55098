import { useEffect, useRef } from 'preact/hooks'
import { useParts } from './parts.ts'
import { address } from './route.ts'
import { views } from './views.ts'

/** The way to every page, with what needs a person counted. */
export function Navigation() {
  const { route, live } = useParts()
  const here = route.value.path[0] ?? ''
  const waiting = live.overview.value?.tasks.awaiting_approval ?? 0
  const list = useRef<HTMLUListElement>(null)

  useEffect(() => {
    // On a phone the list is wider than the screen: where the reader is stands in the middle of it.
    const shown = list.current?.querySelector<HTMLElement>('[aria-current]')
    if (!list.current || !shown) return
    list.current.scrollLeft = shown.offsetLeft - (list.current.clientWidth - shown.offsetWidth) / 2
  }, [here])

  return (
    <nav aria-label="Pages">
      <a class="brand" href={address([])}>
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="7" />
          <path d="M7 24V9l9 8 9-8v15" />
        </svg>
        Millwright
      </a>
      <ul ref={list}>
        {views.map(({ name, title }) => (
          <li key={name}>
            <a href={address(name === '' ? [] : [name])} aria-current={current(name)}>
              {title}
              {name === 'approvals' && waiting > 0 && <b class="count">{waiting}</b>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )

  function current(name: string): 'page' | undefined {
    return name === here ? 'page' : undefined
  }
}
