import type { Rendered } from '../../api/template-answers.ts'
import { Mark } from '../../parts/mark.tsx'

interface RenderedViewProps {
  readonly title: string
  readonly rendered: Rendered
  /** What the number of tokens is held against. */
  readonly before?: Rendered | null
  readonly isOpen?: boolean
}

/** A whole prompt with its size and with what did not fit into it. */
export function RenderedView({ title, rendered, before = null, isOpen }: RenderedViewProps) {
  const { tokens, cuts, system, user } = rendered
  return (
    <>
      <p>
        <b>{title}</b>: about {sum(rendered)} tokens ({tokens.system} system, {tokens.user} user)
        {before && `, ${difference(sum(rendered) - sum(before))}`}.
      </p>
      {cuts.length === 0 && <p class="soft">Nothing was cut.</p>}
      {cuts.map(({ input, chars }) => (
        <p class="warn" key={input}>
          <Mark tone="warn" /> {chars} characters of {input} were cut: it was longer than the
          template allows.
        </p>
      ))}
      <details open={isOpen ?? false}>
        <summary>{title}, whole</summary>
        <h3>System</h3>
        <pre>{system}</pre>
        <h3>User</h3>
        <pre>{user}</pre>
      </details>
    </>
  )
}

const sum = ({ tokens }: Rendered) => tokens.system + tokens.user

function difference(by: number): string {
  if (by === 0) return 'as many as the stable version'
  return `${Math.abs(by)} ${by > 0 ? 'more' : 'fewer'} than the stable version`
}
