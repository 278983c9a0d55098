import type { Lint } from '../../api/template-answers.ts'
import { Mark } from '../../parts/mark.tsx'

/** What is wrong with the text, each with its place. */
export function LintView({ lint }: { lint: Lint | null }) {
  return (
    <div role="status" class="lint">
      {lint?.ok && lint.problems.length === 0 && (
        <p class="good">
          <Mark tone="good" /> Nothing is wrong with it.
        </p>
      )}
      {lint?.problems.map(({ severity, file, line, column, problem, frame }) => (
        <div key={`${file} ${line} ${column} ${problem}`}>
          <p class={severity === 'error' ? 'bad' : 'warn'}>
            <Mark tone={severity === 'error' ? 'bad' : 'warn'} /> {file}:{line}:{column} {problem}
          </p>
          {frame !== '' && <pre>{frame}</pre>}
        </div>
      ))}
    </div>
  )
}
