import { expect, test } from 'vitest'
import { logSink } from './log-sink.ts'

test('what is logged can be searched as text and as entries', () => {
  const sink = logSink()

  sink.logger.info({ taskId: 't1' }, 'worktree ready')

  expect(sink.text()).toContain('"msg":"worktree ready"')
  expect(sink.entries()).toMatchObject([{ taskId: 't1', msg: 'worktree ready' }])
})
