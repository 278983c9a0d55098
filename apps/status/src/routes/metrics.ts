import { ANSWER_MS_MAX, METRIC_DAYS } from '../limits.ts'
import { countedFamilies } from '../metrics/counted-families.ts'
import { EXPOSITION_TYPE, exposition } from '../metrics/family.ts'
import { MetricsAnswer } from '../metrics/figures.ts'
import { outsideFamilies } from '../metrics/outside-families.ts'
import { presentFamilies } from '../metrics/present-families.ts'
import { sixFigures } from '../metrics/six-figures.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'

/** The same counts for Prometheus and for the page. */
export function addMetrics(server: StatusServer, parts: StatusParts): void {
  const present = presentFamilies(parts)

  server.get('/metrics', {
    handlerTimeout: ANSWER_MS_MAX,
    schema: { summary: 'Everything that is counted, for Prometheus (text)' },
    handler: async (_request, reply) => {
      const { total } = await parts.store.readCounts(0)
      const text = exposition([
        ...countedFamilies(total),
        ...(await present()),
        ...(await outsideFamilies(parts)),
      ])
      return reply.type(EXPOSITION_TYPE).send(parts.redact(text))
    },
  })

  server.get('/api/v1/metrics', {
    handlerTimeout: ANSWER_MS_MAX,
    schema: {
      summary: 'The six figures over 7, 30 and 90 days, and by day',
      response: { 200: MetricsAnswer },
    },
    handler: async () => {
      const { days } = await parts.store.readCounts(Math.max(...METRIC_DAYS))
      return {
        windows: METRIC_DAYS.map((length) => sixFigures({ days }, length)),
        daily: days.map((day) => sixFigures({ days: [day] }, 1)),
      }
    },
  })
}
