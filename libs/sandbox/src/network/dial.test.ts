import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { dial } from './dial.ts'

/** A port that 127.0.0.5 alone listens on. */
async function listenOnFifth() {
  const server = createServer().listen(0, '127.0.0.5')
  await once(server, 'listening')
  const address = server.address()
  return { server, port: typeof address === 'object' ? (address?.port ?? 0) : 0 }
}

const addresses = (count: number) => Array.from({ length: count }, (_, n) => `127.0.0.${n + 2}`)

test('the first address that answers is taken, of four at most', async () => {
  const { server, port } = await listenOnFifth()

  const socket = await dial(addresses(4), port, 1000)
  const tooFar = dial(['127.0.0.9', ...addresses(4)], port, 1000)

  expect(socket.remoteAddress).toBe('127.0.0.5')
  await expect(tooFar).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  socket.destroy()
  server.close()
})
