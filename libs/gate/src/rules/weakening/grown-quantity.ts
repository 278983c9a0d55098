const NUMBER = /(?<![\w.])\d[\d_]*(?:\.\d+)?(?:e[-+]?\d+)?/gi
const UNIT =
  /(?<=\d)(?:ns|us|ms|s|min|m|h)\b|(?:nano|micro|milli)s(?:econds?)?|milliseconds?|seconds?|secs|minutes?|mins|hours?/gi
/** Words of lines in which a number says how long, how often or how far. */
const BOUND =
  /time|wait|sleep|delay|deadline|duration|second|minute|milli|tolerance|delta|\beps|epsilon|retr|attempt|poll|interval|atmost|eventually|\babs\b|_ms\b/i
/** Assertions that bound something by their nature. */
const BOUNDING = /eventually|timeout|within|await|wait_?for|atmost|poll|tolerance|delta|epsilon/i

/**
 * Tells whether a line was there with a smaller bound: all else but numbers and units is the same.
 * The removed lines are read once, however many are asked about.
 */
export function grownQuantity(
  removed: readonly string[],
  assertion?: RegExp,
): (added: string) => boolean {
  const smallest = new Map<string, number[]>()
  for (const line of removed) {
    const known = smallest.get(skeleton(line)) ?? []
    for (const [at, value] of quantities(line).entries()) {
      known[at] = Math.min(value, known[at] ?? value)
    }
    smallest.set(skeleton(line), known)
  }
  return (added) => {
    if (!BOUND.test(added)) return false
    if (assertion?.test(added) === true && !BOUNDING.test(added)) return false
    const before = smallest.get(skeleton(added)) ?? []
    return quantities(added).some((value, at) => value > (before[at] ?? value))
  }
}

function skeleton(line: string): string {
  return line.replaceAll(UNIT, '$').replaceAll(NUMBER, '0').replaceAll(/\s+/g, '')
}

function quantities(line: string): number[] {
  const scale = [...line.matchAll(UNIT)].reduce((all, [unit]) => all * scaleOf(unit), 1)
  const numbers = [...line.matchAll(/\d[\d_]*(?:\.\d+)?(?:e[-+]?\d+)?/gi)].map(([text]) =>
    Number(text.replaceAll('_', '')),
  )
  return [scale, ...numbers.map((number) => number * scale)]
}

/** Seconds. */
function scaleOf(unit: string): number {
  const name = unit.toLowerCase()
  if (name.startsWith('n')) return 1e-9
  if (name.startsWith('u') || name.startsWith('mic')) return 1e-6
  if (name.startsWith('mil') || name === 'ms') return 1e-3
  if (name.startsWith('s')) return 1
  return name.startsWith('h') ? 3600 : 60
}
