import type { Redis } from 'ioredis'
import { countOnce, readCounts } from './counts.ts'
import { judgementsOf, listJudgements, saveJudgement } from './judgements.ts'
import { countRun, readRuns } from './run-counts.ts'
import type { Store } from './store.ts'

type Figures =
  | ('countOnce' | 'countRun' | 'readRuns' | 'readCounts')
  | ('saveJudgement' | 'judgementsOf' | 'listJudgements')

/** The part of the store that figures are made of. */
export function figureStore(redis: Redis): Pick<Store, Figures> {
  return {
    countOnce: (name, effect) => countOnce(redis, name, effect),
    countRun: (repo, run, colour) => countRun(redis, repo, run, colour),
    readRuns: (repo, days) => readRuns(redis, repo, days),
    readCounts: (days) => readCounts(redis, days),
    saveJudgement: (judgement) => saveJudgement(redis, judgement),
    judgementsOf: (taskId) => judgementsOf(redis, taskId),
    listJudgements: (since) => listJudgements(redis, since),
  }
}
