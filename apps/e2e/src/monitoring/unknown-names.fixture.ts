import { parser } from '@prometheus-io/lezer-promql'
import type { Labels } from './exposed.fixture.ts'
import type { Query } from './read-queries.fixture.ts'

/** What Prometheus adds by itself to what it reads. */
const own: ReadonlyMap<string, Labels> = new Map([
  ['up', new Map([['job', new Set(['millwright'])]])],
])
/** Grafana puts a duration in the place of these. */
const durations = /\$__(range|rate_interval|interval)\b/g

/** What a query names that the service does not serve, or why it cannot be read. */
export function unknownNames(query: Query, served: ReadonlyMap<string, Labels>): string[] {
  const expr = query.expr.replaceAll(durations, '5m')
  const problems: string[] = []
  const usable = new Set<string>()
  const free: string[] = [...query.legend.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((m) => m[1] ?? '')
  let name = ''
  let label = ''
  let isExact = false
  parser.parse(expr).iterate({
    enter: ({ name: kind, from, to, node }) => {
      const text = expr.slice(from, to)
      const labels = served.get(name) ?? own.get(name)
      if (node.type.isError) problems.push(`cannot be read at character ${from + 1}`)
      if (kind === 'Identifier') {
        name = text
        const known = served.get(text) ?? own.get(text)
        if (known === undefined) problems.push(`there is no metric ${text}`)
        for (const one of known?.keys() ?? []) usable.add(one)
      }
      if (kind === 'LabelName' && node.parent?.name === 'GroupingLabels') free.push(text)
      else if (kind === 'LabelName') {
        label = text
        if (labels && !labels.has(text)) problems.push(`${name} has no label ${text}`)
      }
      if (kind === 'MatchOp') isExact = text === '=' || text === '!='
      if (kind === 'StringLiteral' && labels?.has(label)) {
        const values = isExact ? [text.slice(1, -1)] : text.slice(1, -1).split('|')
        const unknown = values.filter((value) => labels.get(label)?.has(value) !== true)
        for (const value of unknown) problems.push(`${name} has no ${label} "${value}"`)
      }
    },
  })
  const unused = free.filter((one) => !usable.has(one))
  return [...problems, ...unused.map((one) => `nothing here has a label ${one}`)]
}
