import { element } from './element.js'
import { chip, duration } from './wording.js'

const stages = [
  ['before', 'Before the patch'],
  ['after', 'With the patch'],
  ['restored', 'With the patch, tests and CI as they were'],
]

/** What was run before and after, and whether it was red or green. */
export function proofView(proof) {
  const shown = stages.filter(([name]) => proof[name].length > 0)
  const parts = shown.map(([name, title]) => [
    element('h4', {}, title),
    element(
      'ul',
      { class: 'proofs' },
      proof[name].map((one, n) => proofItem(one, `${name}-${n}`)),
    ),
  ])
  return element(
    'section',
    {},
    element('h3', {}, 'Proof'),
    parts.length > 0 ? parts.flat() : element('p', {}, 'Nothing was run.'),
  )
}

function proofItem({ command, exit_code, duration_ms, timed_out, output_tail }, name) {
  const colour = exit_code === 0 ? 'green' : 'red'
  const exit = exit_code === null ? 'killed' : `exit ${exit_code}`
  const how = [exit, timed_out && 'timed out', duration(duration_ms)].filter(Boolean).join(', ')
  return element(
    'li',
    {},
    element('p', { class: 'line' }, chip('proof', colour), element('code', {}, command), how),
    output_tail !== '' &&
      element(
        'details',
        { id: `output-${name}` },
        element('summary', {}, 'End of the output'),
        element('pre', { tabindex: '0' }, output_tail),
      ),
  )
}
