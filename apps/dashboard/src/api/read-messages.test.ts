import { expect, test } from 'vitest'
import { readMessages } from './read-messages.ts'

async function read(...chunks: string[]): Promise<unknown[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk))
      controller.close()
    },
  })
  const messages: unknown[] = []
  for await (const message of readMessages(body)) messages.push(message)
  return messages
}

test('a message is read in however many pieces it comes, and no half one', async () => {
  const text = 'id: 1-0\nevent: timeline\ndata: {"a":1}\n\nevent: resync\ndata: {}\n\nid: 2-0\nda'

  const whole = await read(text)
  const pieces = await read(...text)

  expect(whole).toEqual([
    { id: '1-0', event: 'timeline', data: '{"a":1}' },
    { id: null, event: 'resync', data: '{}' },
  ])
  expect(pieces).toEqual(whole)
})

test('a message that never ends is given up', async () => {
  await expect(read(...Array.from({ length: 11 }, () => 'x'.repeat(100_000)))).rejects.toThrow()
})
