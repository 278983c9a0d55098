import type { RuleAnswer } from '@millwright/protocol'
import { Chip } from '../../parts/chip.tsx'
import { visible } from '../../parts/visible.ts'

/** What a rule says that has nothing to say. */
const NOTHING = 'no objection'

/** Each rule's word on whether to act: first what was said, then who had no objection. */
export function Rules({ rules }: { rules: readonly RuleAnswer[] }) {
  if (rules.length === 0) return null
  const silent = rules.filter(({ answer, reason }) => answer === 'act' && reason === NOTHING)
  const said = rules.filter((rule) => !silent.includes(rule))
  return (
    <>
      <h3>Rules on whether to act</h3>
      {said.length > 0 && <List rules={said} />}
      {silent.length > 0 && (
        <details>
          <summary>
            {silent.length} of {rules.length} had no objection
          </summary>
          <List rules={silent} />
        </details>
      )}
    </>
  )
}

function List({ rules }: { rules: readonly RuleAnswer[] }) {
  return (
    <ul class="rules">
      {rules.map(({ rule, answer, reason }) => (
        <li key={rule} class="row">
          <Chip word={answer} />
          <b>{visible(rule)}</b>
          <span class="soft">{visible(reason)}</span>
        </li>
      ))}
    </ul>
  )
}
