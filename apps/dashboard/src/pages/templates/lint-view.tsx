import type { RefObject } from 'preact'
import type { Lint, Problem } from '../../api/template-answers.ts'
import { Mark } from '../../parts/mark.tsx'
import { offsetOf } from './offset-of.ts'

interface LintViewProps {
  readonly lint: Lint | null
  readonly text: string
  /** Where the text is edited. */
  readonly field: RefObject<HTMLTextAreaElement>
}

/** Lines shown above the one that a problem leads to. */
const LINES_ABOVE = 4

/** What is wrong with the text, each with its place; a place in the text leads there. */
export function LintView({ lint, text, field }: LintViewProps) {
  return (
    <div role="status" class="lint">
      {lint?.ok && lint.problems.length === 0 && (
        <p class="good">
          <Mark tone="good" /> Nothing is wrong with it.
        </p>
      )}
      {lint?.problems.map((found) => (
        <div key={`${found.file} ${found.line} ${found.column} ${found.problem}`}>
          <p class={found.severity === 'error' ? 'bad' : 'warn'}>
            <Mark tone={found.severity === 'error' ? 'bad' : 'warn'} />{' '}
            <Place found={found} onGo={() => goTo(found.line, found.column)} /> {found.problem}
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys must reach that */}
          {found.frame !== '' && <pre tabIndex={0}>{found.frame}</pre>}
        </div>
      ))}
    </div>
  )

  function goTo(line: number, column: number): void {
    const area = field.current
    if (area === null) return
    const at = offsetOf(text, line, column)
    area.focus()
    area.setSelectionRange(at, at)
    area.scrollTop = (line - 1 - LINES_ABOVE) * Number.parseFloat(getComputedStyle(area).lineHeight)
  }
}

/** Of partials and fixtures there is no text here to go to. */
function Place({ found: { file, line, column }, onGo }: { found: Problem; onGo(): void }) {
  const words = `${file}:${line}:${column}`
  if (!file.endsWith('.prompt.md')) return <>{words}</>
  return (
    <button type="button" class="plain place" onClick={onGo}>
      {words}
    </button>
  )
}
