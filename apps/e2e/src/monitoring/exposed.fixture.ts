/** A metric that a service serves: label → the values that were seen. */
export type Labels = ReadonlyMap<string, ReadonlySet<string>>

const sample = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (NaN|[+-]?Inf|[-+.\deE]+)$/
const pair = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g

/**
 * Reads Prometheus' text format into names and labels. Throws at a line that is neither a comment
 * nor a sample, so that whoever reads names also holds the format to its word.
 */
export function exposed(text: string): ReadonlyMap<string, Labels> {
  const metrics = new Map<string, Map<string, Set<string>>>()
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const [, name = '', labels = ''] = sample.exec(line) ?? []
    if (name === '') throw new Error(`not a sample: ${line}`)
    const known = metrics.get(name) ?? new Map<string, Set<string>>()
    metrics.set(name, known)
    for (const [, label = '', value = ''] of labels.matchAll(pair)) {
      known.set(label, (known.get(label) ?? new Set()).add(value))
    }
  }
  return metrics
}
