import { ANSWER_MS_MAX, METRIC_DAYS } from '../limits.ts'
import { countedFamilies } from '../metrics/counted-families.ts'
import { decisionAccuracy } from '../metrics/decision-accuracy.ts'
import { EXPOSITION_TYPE, exposition } from '../metrics/family.ts'
import { MetricsAnswer } from '../metrics/figures.ts'
import { judgedFamily } from '../metrics/judged-family.ts'
import { outsideFamilies } from '../metrics/outside-families.ts'
import { presentFamilies } from '../metrics/present-families.ts'
import { sixFigures } from '../metrics/six-figures.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'

const DAY_MS = 24 * 3600 * 1000
const LONGEST = Math.max(...METRIC_DAYS)

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
        judgedFamily(await parts.store.listJudgements(startOf(LONGEST))),
        ...(await present()),
        ...(await outsideFamilies(parts)),
      ])
      return reply.type(EXPOSITION_TYPE).send(parts.redact(text))
    },
  })

  server.get('/api/v1/metrics', {
    handlerTimeout: ANSWER_MS_MAX,
    schema: {
      summary: 'The figures over 7, 30 and 90 days, and by day',
      response: { 200: MetricsAnswer },
    },
    handler: async () => {
      const { days } = await parts.store.readCounts(LONGEST)
      const judged = await parts.store.listJudgements(startOf(LONGEST))
      const since = (length: number) => {
        const start = startOf(length).toISOString()
        return decisionAccuracy(judged.filter(({ at }) => at >= start))
      }
      return {
        windows: METRIC_DAYS.map((length) => ({
          ...sixFigures({ days }, length),
          decision_accuracy: since(length),
        })),
        daily: days.map((day) => sixFigures({ days: [day] }, 1)),
      }
    },
  })
}

/** The first moment (UTC) of the last `length` days, today among them. */
function startOf(length: number): Date {
  const today = new Date().setUTCHours(0, 0, 0, 0)
  return new Date(today - (length - 1) * DAY_MS)
}
