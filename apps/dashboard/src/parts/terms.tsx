import type { ComponentChildren } from 'preact'

/** Names with their values; what is not known is left out. */
export function Terms({ pairs }: { pairs: readonly (readonly [string, ComponentChildren])[] }) {
  const known = pairs.filter(([, value]) => value !== null && value !== undefined && value !== '')
  return (
    <dl class="terms">
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
