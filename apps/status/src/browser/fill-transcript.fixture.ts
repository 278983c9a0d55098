import type { TranscriptTurn } from '@millwright/protocol'
import { createReporter } from '@millwright/report'
import type { Redis } from 'ioredis'

/** What a model said and did about a task, in four turns, the last of them still under way. */
export async function fillTranscript(redis: Redis, taskId: string): Promise<void> {
  await createReporter({ redis, worker: 'north' }).saveTranscript(taskId, 1, turns)
}

const nothing = { calls_left_out: 0, told: '' }
const listing = Array.from({ length: 18 }, (_, n) => `${n + 1}\tline ${n + 1}`).join('\n')
const turns: readonly TranscriptTurn[] = [
  {
    ...nothing,
    turn: 1,
    said: 'The test expects 121 where the code gives 100, so the tax may be missing.',
    calls: [
      { tool: 'view', input: 'path: src/total.ts', output: listing, is_error: false },
      { tool: 'search', input: 'pattern: taxOf', output: 'no match', is_error: false },
    ],
  },
  {
    ...nothing,
    turn: 2,
    said: '',
    calls: [
      {
        ...{ tool: 'bash', input: 'node --test test/total.test.ts', is_error: true },
        output: 'exit code 1\nnot ok 1 - the total holds the tax\n100 !== 121',
      },
    ],
    told: 'Three quarters of the turns are used.',
  },
  {
    ...nothing,
    turn: 3,
    said: 'The rate is 0. I set it, and add the tax to the total.',
    calls: [
      {
        ...{ tool: 'edit', input: 'path: src/tax.ts\nold_text: RATE = 0\nnew_text: RATE = 0.21' },
        ...{ output: 'edited src/tax.ts', is_error: false },
      },
    ],
  },
  {
    ...nothing,
    turn: 4,
    said: '',
    calls: [
      { tool: 'bash', input: 'node --test test/total.test.ts', output: null, is_error: false },
    ],
  },
]
