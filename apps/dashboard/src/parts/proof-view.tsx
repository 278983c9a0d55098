import type { Proof, ProofSet } from '@millwright/protocol'
import { duration } from './ago.ts'
import { Chip } from './chip.tsx'
import { visible } from './visible.ts'

const rounds = [
  ['before', 'Before the patch'],
  ['after', 'With the patch'],
  ['restored', 'With the patch, tests and CI as they were'],
] as const

/** What was run before and after, and whether it was red or green. */
export function ProofView({ proof }: { proof: ProofSet }) {
  const shown = rounds.filter(([name]) => proof[name].length > 0)
  if (shown.length === 0) return <p>Nothing was run.</p>
  return (
    <div class="rounds">
      {shown.map(([name, title]) => (
        <section key={name} aria-label={title}>
          <h3>{title}</h3>
          {proof[name].map((one, nth) => (
            <OneProof key={`${nth} ${one.command}`} proof={one} />
          ))}
        </section>
      ))}
    </div>
  )
}

function OneProof({ proof }: { proof: Proof }) {
  const { command, exit_code, duration_ms, timed_out, output_tail, tests, scope } = proof
  const end = exit_code === null ? 'killed' : `exit ${exit_code}`
  const counts = tests
    ? `${tests.passed} passed, ${tests.failed} failed, ${tests.skipped} skipped`
    : ''
  return (
    <div class="proof">
      <p class="row">
        <Chip word={exit_code === 0 ? 'green' : 'red'} />
        <code>{visible(command)}</code>
      </p>
      <p class="soft">
        {[
          scope === 'whole' ? 'all of the step' : '',
          end,
          timed_out ? 'timed out' : '',
          duration(duration_ms),
          counts,
        ]
          .filter(Boolean)
          .join(', ')}
      </p>
      {output_tail !== '' && (
        <details>
          <summary>End of the output</summary>
          <pre>{visible(output_tail)}</pre>
        </details>
      )}
    </div>
  )
}
