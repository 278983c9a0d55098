import { useParts } from '../../shell/parts.ts'
import { address } from '../../shell/route.ts'

/** What narrows the list of causes, kept in the address. */
export function IncidentFilters() {
  const { query } = useParts().route.value
  const names = ['repo', 'open', 'q', 'cause'] as const
  const isNarrowed = names.some((name) => query.get(name))
  return (
    <form class="filters" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
      <label>
        Shown
        <select data-filter value={query.get('open') ?? ''} onChange={change('open')}>
          <option value="">all</option>
          <option value="true">red somewhere</option>
          <option value="false">green again</option>
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
      <label>
        Words
        <input type="search" value={query.get('q') ?? ''} onChange={change('q')} />
      </label>
      {isNarrowed && <a href={address(['incidents'])}>All incidents</a>}
    </form>
  )

  function change(name: string) {
    return ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLSelectElement }) => {
      const next = Object.fromEntries(names.map((each) => [each, query.get(each) ?? '']))
      location.hash = address(['incidents'], { ...next, [name]: currentTarget.value.trim() })
    }
  }
}
