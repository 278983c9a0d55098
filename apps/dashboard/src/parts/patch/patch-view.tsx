import type { GateFinding } from '@millwright/protocol'
import { Mark } from '../mark.tsx'
import { visible } from '../visible.ts'
import { byRisk, type JudgedHunk } from './by-risk.ts'
import { parsePatch } from './parse-patch.ts'
import { withinLines } from './within-lines.ts'

/** The most lines of a patch that are shown; the whole text stands below. */
const LINES_MAX = 1_500

interface PatchViewProps {
  readonly patch: string
  readonly findings: readonly GateFinding[]
}

/** A patch by hunks, the risky ones first; added and removed lines keep their sign. */
export function PatchView({ patch, findings }: PatchViewProps) {
  const judged = byRisk(parsePatch(patch), findings)
  const shown = withinLines(judged, LINES_MAX)
  return (
    <>
      {shown.map((one, nth) => (
        <HunkView key={nth} judged={one} />
      ))}
      {shown.length < judged.length && (
        <p class="soft">{judged.length - shown.length} more hunks stand in the whole text.</p>
      )}
      <details>
        <summary>The whole text</summary>
        <pre>{visible(patch)}</pre>
      </details>
    </>
  )
}

function HunkView({ judged: { hunk, findings } }: { judged: JudgedHunk }) {
  return (
    <figure class={findings.length > 0 ? 'hunk risky' : 'hunk'}>
      <figcaption>
        <code>
          {visible(hunk.path)}
          {hunk.start > 0 ? `:${hunk.start}` : ''}
        </code>
        {findings.map(({ rule, line, why }) => (
          <span key={`${rule} ${line}`} class="warn">
            <Mark tone="warn" /> {visible(why)}
          </span>
        ))}
        {hunk.notes.map((note) => (
          <span key={note} class="soft">
            {visible(note)}
          </span>
        ))}
      </figcaption>
      <pre class="patch">
        {hunk.lines.map(({ kind, text }, nth) => (
          <span key={nth} class={kind}>
            {`${visible(text)}\n`}
          </span>
        ))}
      </pre>
    </figure>
  )
}
