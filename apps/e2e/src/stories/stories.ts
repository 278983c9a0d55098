import { badFormat } from './bad-format.ts'
import { cheatingModel } from './cheating-model.ts'
import { failingTest } from './failing-test.ts'
import { failingTypes } from './failing-types.ts'
import { injectedLog } from './injected-log.ts'
import { killedWorker } from './killed-worker.ts'
import { missingSecret } from './missing-secret.ts'
import { pushedMeanwhile } from './pushed-meanwhile.ts'
import { slowTest } from './slow-test.ts'
import type { Story } from './story.ts'

/** The nine stories of the demo, a to i. */
export const stories: readonly Story[] = [
  failingTest,
  badFormat,
  failingTypes,
  slowTest,
  missingSecret,
  cheatingModel,
  killedWorker,
  pushedMeanwhile,
  injectedLog,
]
