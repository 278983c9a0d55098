import type { TranscriptCall, TranscriptTurn } from '@millwright/protocol'
import { Chip } from '../../parts/chip.tsx'
import { visible } from '../../parts/visible.ts'

/** Lines of an output that are shown at once; the others unfold. */
const LINES_SHOWN = 12

/** One answer of the model with the tools that it called. All of it is text, never markup. */
export function Turn({ turn: { turn, said, calls, calls_left_out, told } }: Props) {
  return (
    <li>
      <h3>Turn {turn}</h3>
      {said !== '' && <p class="said">{visible(said)}</p>}
      {calls.map((call, nth) => (
        <Call key={nth} call={call} />
      ))}
      {calls_left_out > 0 && <p class="soft">{calls_left_out} more calls are not kept.</p>}
      {told !== '' && <p class="soft said">The worker told it: {visible(told)}</p>}
    </li>
  )
}

interface Props {
  readonly turn: TranscriptTurn
}

function Call({ call: { tool, input, output, is_error } }: { call: TranscriptCall }) {
  const lines = (output ?? '').split('\n')
  const isLong = lines.length > LINES_SHOWN
  return (
    <div class="call">
      <p class="row">
        {output === null ? (
          <Chip word="under way" tone="busy" />
        ) : (
          <Chip word={is_error ? 'red' : 'done'} tone={is_error ? 'bad' : 'calm'} />
        )}
        <b>{visible(tool)}</b>
      </p>
      <pre>{visible(input)}</pre>
      {output !== null && output !== '' && (
        <details open={!isLong}>
          <summary>{isLong ? `Output, ${lines.length} lines` : 'Output'}</summary>
          <pre>{visible(output)}</pre>
        </details>
      )}
    </div>
  )
}
