import { stateNames, stateWord, typeNames } from '../../parts/words.ts'
import { useParts } from '../../shell/parts.ts'
import { address } from '../../shell/route.ts'

const names = ['state', 'verdict', 'kind', 'repo', 'pull', 'q'] as const
type Field = { readonly currentTarget: HTMLInputElement | HTMLSelectElement }

/** What narrows the list, kept in the address, so that a view can be bookmarked and sent. */
export function Filters() {
  const { route, live } = useParts()
  const counts = live.overview.value?.tasks
  const { query } = route.value
  const field = (name: (typeof names)[number]) => ({
    value: query.get(name) ?? '',
    onChange: ({ currentTarget }: Field) => {
      const next = { ...filtersIn(query), [name]: currentTarget.value.trim() }
      location.hash = address(['tasks'], next)
    },
  })
  return (
    <form class="filters" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
      <label>
        State
        <select data-filter {...field('state')}>
          <option value="">all</option>
          {stateNames.map((state) => (
            <option key={state} value={state}>
              {stateWord(state)}
              {counts ? ` (${counts[state]})` : ''}
            </option>
          ))}
        </select>
      </label>
      <label>
        Verdict
        <select {...field('verdict')}>
          <option value="">all</option>
          {['FIXABLE', 'INVESTIGATE', 'ESCALATE'].map((verdict) => (
            <option key={verdict}>{verdict}</option>
          ))}
        </select>
      </label>
      <label>
        Kind
        <select {...field('kind')}>
          <option value="">all</option>
          {typeNames.map((type) => (
            <option key={type} value={type}>
              {type.replaceAll('_', ' ')}
            </option>
          ))}
        </select>
      </label>
      <label>
        Repository
        <input type="search" placeholder="owner/name" {...field('repo')} />
      </label>
      <label>
        Pull request
        <input type="search" inputMode="numeric" {...field('pull')} />
      </label>
      <label>
        Words
        <input type="search" {...field('q')} />
      </label>
      {Object.keys(filtersIn(query)).length > 0 && <a href={address(['tasks'])}>All tasks</a>}
    </form>
  )
}

/** The part of an address that the API understands as filters. */
export function filtersIn(query: URLSearchParams): Record<string, string> {
  const pairs = names.map((name) => [name, query.get(name) ?? ''] as const)
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''))
}
