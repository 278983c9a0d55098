import type { ReportBody } from '@millwright/protocol'
import type { Reporter } from '@millwright/report'
import { logSink } from '@millwright/testing'
import { expect, test } from 'vitest'
import { Voice } from './voice.ts'

type Sent = Awaited<ReturnType<Reporter['send']>>

/** A voice whose reports are collected, once `answer` lets them through. */
function voice(answer: () => Promise<Sent>) {
  const sent: ReportBody[] = []
  const state = { isGone: false }
  const unused = () => Promise.reject(new Error('not used'))
  const reporter: Reporter = {
    send: async (_taskId, _epoch, body) => {
      const end = await answer()
      sent.push(body)
      return end
    },
    claim: unused,
    saveCheckpoint: unused,
    isStale: unused,
    loadCheckpoint: unused,
    saveTranscript: unused,
    heartbeat: unused,
  }
  const redact = Object.assign((text: string) => text.replaceAll('hunter2', '[redacted]'), {
    add: () => undefined,
    version: () => 0,
  })
  const speaker = {
    taskId: 't',
    epoch: 1,
    log: logSink().logger,
    isGone: () => state.isGone,
    onStale: () => {
      state.isGone = true
    },
  }
  return { sent, state, voice: new Voice({ reporter, redact }, speaker) }
}

const stored = async (): Promise<Sent> => 'stored'

test('progress comes before the end, on one line, without secrets and terminal escapes', async () => {
  const { sent, voice: it } = voice(stored)

  it.say('agent', 'one\n two \u001b[31mhunter2')
  it.say('agent', 'x'.repeat(900))
  await it.report({ kind: 'claimed' })

  expect(sent).toEqual([
    { kind: 'progress', step: 'agent', text: 'one two [redacted]' },
    { kind: 'progress', step: 'agent', text: 'x'.repeat(500) },
    { kind: 'claimed' },
  ])
})

test('progress that cannot be sent does not pile up', async () => {
  let open = (_: Sent): void => undefined
  const gate = new Promise<Sent>((resolve) => {
    open = resolve
  })
  const { sent, voice: it } = voice(() => gate)

  for (let n = 0; n < 500; n += 1) it.say('agent', String(n))
  open('stored')
  await it.report({ kind: 'claimed' })

  expect(sent).toHaveLength(101)
})

test('after a later attempt has begun nothing more is said', async () => {
  const { sent, voice: it } = voice(async () => 'stale')

  it.say('agent', 'one')
  await it.report({ kind: 'claimed' })

  expect(sent).toEqual([{ kind: 'progress', step: 'agent', text: 'one' }])
})
