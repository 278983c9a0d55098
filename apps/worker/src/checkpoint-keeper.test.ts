import { createRedactor } from '@millwright/logger'
import type { Message } from '@millwright/model'
import { expect, test } from 'vitest'
import { checkpointKeeper } from './checkpoint-keeper.ts'
import { redTask } from './red-task.fixture.ts'
import { checkpointFor } from './worker-checkpoint.ts'

/** A keeper that notes what it cleans, and a checkpoint around a transcript. */
function keeper() {
  const known = createRedactor(['secret-hunter2'])
  const cleaned: string[] = []
  const redact = Object.assign(
    (text: string) => {
      cleaned.push(text)
      return known(text)
    },
    { add: known.add, version: known.version },
  )
  const keep = checkpointKeeper(redact)
  const save = (messages: Message[]) => {
    const counts = { reminders: 0, cuts: 0, refusals: 0, warnings: 0 }
    const agent = { messages, usage: noUsage, context_tokens: 0, pending: null, ...counts }
    return JSON.stringify(keep({ ...checkpointFor(redTask('0'.repeat(40)), null), agent }))
  }
  return { known, cleaned, save }
}

const says = (text: string): Message => ({ role: 'assistant', content: [{ type: 'text', text }] })

test('each block is cleaned once, however often the transcript is kept', () => {
  const { cleaned, save } = keeper()
  const first = says('one secret-hunter2')

  save([first])
  const kept = save([first, says('two secret-hunter2')])

  expect(cleaned).toEqual(['one secret-hunter2', 'two secret-hunter2'])
  expect(kept).not.toContain('hunter2')
  expect(kept.match(/\[redacted\]/g)).toHaveLength(2)
})

test('a secret that comes up later is taken out of what was kept before', () => {
  const { known, save } = keeper()
  const first = says('a token-of-tomorrow')
  const before = save([first])

  known.add('token-of-tomorrow')

  expect(before).toContain('token-of-tomorrow')
  expect(save([first])).not.toContain('token-of-tomorrow')
})

const noUsage = {
  ...{ turns: 0, input_tokens: 0, output_tokens: 0, cache_read_tokens: 0 },
  ...{ cache_write_tokens: 0, usd: 0 },
}
