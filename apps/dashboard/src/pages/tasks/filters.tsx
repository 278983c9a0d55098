import { stateNames, stateWord } from '../../parts/words.ts'
import { useParts } from '../../shell/parts.ts'
import { address } from '../../shell/route.ts'

const names = ['state', 'repo'] as const

/** What narrows the list, kept in the address, so that a view can be bookmarked and sent. */
export function Filters() {
  const { route, live } = useParts()
  const counts = live.overview.value?.tasks
  const { query } = route.value
  return (
    <form class="filters" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
      <label>
        State
        <select data-filter value={query.get('state') ?? ''} onChange={change('state')}>
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
        Repository
        <input
          type="search"
          placeholder="owner/name"
          value={query.get('repo') ?? ''}
          onChange={change('repo')}
        />
      </label>
      {filterQuery(query) !== '' && <a href={address(['tasks'])}>All tasks</a>}
    </form>
  )

  function change(name: (typeof names)[number]) {
    return ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLSelectElement }) => {
      const next = Object.fromEntries(names.map((each) => [each, query.get(each) ?? '']))
      location.hash = address(['tasks'], { ...next, [name]: currentTarget.value.trim() })
    }
  }
}

/** The part of an address that the API understands as filters. */
export function filterQuery(query: URLSearchParams): string {
  const pairs = names.map((name) => [name, query.get(name) ?? ''])
  return String(new URLSearchParams(pairs.filter(([, value]) => value !== '')))
}
