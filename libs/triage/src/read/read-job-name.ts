import type { JobPart } from '@millwright/protocol'

const NAME_CHARS_MAX = 500
const VALUES_MAX = 20
/** `2/4`, `2 of 4`, `shard 2`, `shard-2`, `part 3`, `group 1 of 8`, `chunk 2`, `split 0`. */
const shardOfTotal =
  /^(?:(?:shards?|parts?|groups?|chunks?|splits?|partitions?|slices?|nodes?)[ :#=_-]{0,3})?(\d{1,4}) ?(?:\/|of|-of-) ?(\d{1,4})$/i
const shardAlone = /^(?:shard|part|group|chunk|split|partition|slice)[ :#=_-]{1,3}(\d{1,4})$/i

/**
 * Takes a job's name apart as GitHub builds it: `name (value, value)` for a matrix, and
 * `caller / job` for a reusable workflow. Null for no name.
 */
export function readJobName(jobName: string | undefined): JobPart | null {
  const whole = jobName?.trim().slice(0, NAME_CHARS_MAX)
  if (!whole) return null
  const open = whole.endsWith(')') ? openingOf(whole) : -1
  const values = open > 0 ? whole.slice(open + 1, -1).split(/, */, VALUES_MAX) : []
  const base = (open > 0 ? whole.slice(0, open) : whole).trim()
  const matrix = values.map((value) => value.trim().slice(0, 100)).filter((value) => value !== '')
  const shard = [...matrix, ...endsOf(base)].map(readShard).find((found) => found !== null) ?? null
  return { name: base.slice(0, 200), matrix, shard }
}

/** Where the bracket opens that the last character closes. */
function openingOf(text: string): number {
  let depth = 0
  for (let at = text.length - 1; at >= 0; at--) {
    if (text[at] === ')') depth++
    if (text[at] === '(') depth--
    if (depth === 0) return at
  }
  return -1
}

/** The last words of a name without a matrix: `e2e shard 2/4`, `test-2-of-5`. */
function endsOf(base: string): string[] {
  const words = base.split(/[ _]+/, 40)
  return [1, 2, 3, 4].map((count) => words.slice(-count).join(' '))
}

function readShard(text: string): JobPart['shard'] {
  const both = shardOfTotal.exec(text)
  const [, index, total] = both ?? []
  if (index !== undefined && total !== undefined) {
    const isShard = Number(total) > 0 && Number(index) <= Number(total)
    return isShard ? { index: Number(index), total: Number(total) } : null
  }
  const alone = shardAlone.exec(text)?.[1]
  return alone === undefined ? null : { index: Number(alone), total: null }
}
