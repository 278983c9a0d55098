import { element } from './element.js'

/** The most lines of a patch that are shown; the API has the rest. */
const LINES_MAX = 1_000

/** A patch line by line; added and removed lines keep their sign, so colour is not needed. */
export function patchView(patch) {
  const lines = patch.split('\n')
  const shown = lines.slice(0, LINES_MAX)
  return element(
    'section',
    {},
    element('h3', {}, 'Patch'),
    element('pre', { class: 'patch', tabindex: '0' }, shown.map(patchLine)),
    lines.length > LINES_MAX && element('p', {}, `${lines.length - LINES_MAX} more lines`),
  )
}

function patchLine(line) {
  return element('span', { class: kindOf(line) }, `${line}\n`)
}

function kindOf(line) {
  if (line.startsWith('@@')) return 'hunk'
  if (line.startsWith('+')) return 'added'
  return line.startsWith('-') ? 'removed' : 'same'
}
