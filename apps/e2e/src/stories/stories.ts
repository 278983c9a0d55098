import { badFormat } from './bad-format.ts'
import { cheatingModel } from './cheating-model.ts'
import { failingTest } from './failing-test.ts'
import { failingTypes } from './failing-types.ts'
import { injectedLog } from './injected-log.ts'
import { killedWorker } from './killed-worker.ts'
import { missingSecret } from './missing-secret.ts'
import { pushedMeanwhile } from './pushed-meanwhile.ts'
import { slowTest } from './slow-test.ts'
import { stagedPatch } from './staged-patch.ts'
import type { Story } from './story.ts'

/** The stories of the demo: a to i end by themselves, j waits for a person. */
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
  stagedPatch,
]
