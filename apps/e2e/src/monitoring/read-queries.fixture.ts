import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { root } from '../demo/root.ts'

/** One expression of a dashboard or a rule. */
export interface Query {
  /** The panel or the alert. */
  readonly place: string
  readonly expr: string
  /** Text that names labels as `{{label}}`. */
  readonly legend: string
}

const Target = z.object({ expr: z.string(), legendFormat: z.string() })
const Dashboard = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(Target).default([]) })),
})
const Rule = z.strictObject({
  alert: z.string(),
  expr: z.string(),
  for: z.string().optional(),
  labels: z.object({ severity: z.enum(['critical', 'warning', 'info']) }),
  annotations: z.object({ summary: z.string(), description: z.string() }),
})
const Rules = z.strictObject({
  groups: z.array(z.strictObject({ name: z.string(), rules: z.array(Rule) })),
})

/** Every query that `deploy/grafana` ships. */
export async function readQueries(): Promise<Query[]> {
  const folder = join(root, 'deploy', 'grafana')
  const board = await readFile(join(folder, 'millwright-dashboard.json'), 'utf8')
  const { panels } = Dashboard.parse(JSON.parse(board))
  const rules = await readFile(join(folder, 'millwright-alerts.yaml'), 'utf8')
  const { groups } = Rules.parse(parse(rules))
  return [
    ...panels.flatMap(({ title: place, targets }) =>
      targets.map(({ expr, legendFormat: legend }) => ({ place, expr, legend })),
    ),
    ...groups.flatMap((group) =>
      group.rules.map(({ alert: place, expr, annotations }) => {
        const legend = annotations.summary.replaceAll('$labels.', '')
        return { place, expr, legend }
      }),
    ),
  ]
}
