import type { GateResult } from '@millwright/protocol'
import { Card } from '../../parts/card.tsx'
import { Chip } from '../../parts/chip.tsx'
import { visible } from '../../parts/visible.ts'

/** What plain code says of the patch; no model takes part. */
export function Gate({ gate: { decision, classes, findings } }: { gate: GateResult }) {
  return (
    <Card title="Gate" id="gate" aside={<Chip word={decision} />}>
      {classes.length > 0 && (
        <p class="row">
          {classes.map((name) => (
            <Chip key={name} word={name} tone="warn" />
          ))}
        </p>
      )}
      {findings.length === 0 ? (
        <p>No rule objects to this patch.</p>
      ) : (
        <ul class="rules">
          {findings.map(({ rule, path, line, why }) => (
            <li key={`${rule} ${path} ${line} ${why}`}>
              <b>{visible(rule)}</b>{' '}
              <code>{visible(line === null ? path : `${path}:${line}`)}</code> {visible(why)}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
