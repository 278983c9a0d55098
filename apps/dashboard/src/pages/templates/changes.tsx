import type { MarkedLine, Preview } from '../../api/template-answers.ts'

/** What the model would be told otherwise: signs and strokes say it, colour repeats it. */
export function Changes({
  changes: { system, user },
}: {
  changes: NonNullable<Preview['changes']>
}) {
  return (
    <>
      <h3>What changes against the stable version</h3>
      <Part title="System" lines={system} />
      <Part title="User" lines={user} />
    </>
  )
}

function Part({ title, lines }: { title: string; lines: readonly MarkedLine[] | null }) {
  if (lines === null) return <p>{title}: too much differs to mark it; compare the whole texts.</p>
  if (lines.length === 0) return <p class="soft">{title}: nothing changes.</p>
  return (
    <figure class="hunk">
      <figcaption>{title}</figcaption>
      <pre class="patch">
        {lines.map((line, nth) => (
          <Line key={nth} line={line} />
        ))}
      </pre>
    </figure>
  )
}

const signs = { same: '  ', added: '+ ', removed: '- ', skipped: '  ' } as const

function Line({ line: { kind, parts } }: { line: MarkedLine }) {
  return (
    <span class={kind}>
      {signs[kind]}
      {parts.map(({ text, is_changed }, nth) => {
        if (!is_changed) return text
        return kind === 'added' ? <ins key={nth}>{text}</ins> : <del key={nth}>{text}</del>
      })}
      {'\n'}
    </span>
  )
}
