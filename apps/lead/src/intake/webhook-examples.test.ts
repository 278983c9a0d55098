import { createHmac, randomUUID } from 'node:crypto'
import { WebhookEvent } from '@millwright/github'
import { openIntake, openQueues, workInbox } from '@millwright/queue'
import { logSink, startTestRedis, waitFor } from '@millwright/testing'
import examples from '@octokit/webhooks-examples'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { createWebhookServer } from './webhook-server.ts'

const secret = 'a webhook secret'
const { logger, entries } = logSink()
const redis = await startTestRedis()
const queues = openQueues({ url: redis.url, logger })
const intake = await openIntake({ url: redis.url, inbox: queues.inbox, logger })
const server = createWebhookServer({ secrets: [secret], bodyBytesMax: 1e6, intake, logger })
const address = await server.listen({ host: '127.0.0.1', port: 0 })
afterAll(async () => {
  await server.close()
  await intake.close()
  await queues.close()
  await redis.stop()
})

const Example = z.object({ name: z.string(), examples: z.array(z.unknown()) })

test('every example payload of GitHub is taken, and what is stored can be worked', async () => {
  const answers = new Map<string, string>()
  for (const { name, examples: payloads } of z.array(Example).parse(examples)) {
    for (const [index, payload] of payloads.entries()) {
      answers.set(`${name} ${index}`, await deliver(name, JSON.stringify(payload)))
    }
  }

  const kinds = new Map<string, number>()
  const inbox = workInbox({
    url: redis.url,
    logger,
    concurrency: 1,
    handle: async ({ payload }) => {
      const { kind } = WebhookEvent.parse(payload)
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    },
    onGiveUp: async (_delivery, error) => {
      throw error
    },
  })
  const stored = [...answers.values()].filter((answer) => answer === '202 {"code":"stored"}').length
  const worked = () => [...kinds.values()].reduce((sum, count) => sum + count, 0)
  await waitFor(() => worked() === stored, { what: 'every stored delivery' })
  await inbox.close()

  const isTaken = (answer: string) => /^202 {"code":"(stored|ignored)"}$/.test(answer)
  expect([...answers].filter(([, answer]) => !isTaken(answer))).toEqual([])
  expect(answers.size).toBeGreaterThan(200)
  expect(Object.fromEntries(kinds)).toEqual({
    head_moved: 9,
    pull_request_closed: 2,
    pull_request_ready: 3,
    run_completed: 2,
  })
  expect(entries().filter(({ level }) => Number(level) >= 40)).toEqual([])
})

async function deliver(event: string, body: string): Promise<string> {
  const answer = await fetch(`${address}/webhooks/github`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
  })
  return `${answer.status} ${await answer.text()}`
}
