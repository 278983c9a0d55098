import { connect, type Socket } from 'node:net'

/** A name with more addresses than this is tried at so many of them. */
const ADDRESSES_MAX = 4

/**
 * Connects to the first address that answers.
 * @throws Error when none did within `connectMs` each.
 */
export async function dial(
  addresses: readonly string[],
  port: number,
  connectMs: number,
): Promise<Socket> {
  let last: unknown
  for (const host of addresses.slice(0, ADDRESSES_MAX)) {
    try {
      return await connected(host, port, connectMs)
    } catch (error) {
      last = error
    }
  }
  throw last
}

function connected(host: string, port: number, connectMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port })
    const timer = setTimeout(() => socket.destroy(new Error('no answer in time')), connectMs)
    socket.once('connect', () => {
      clearTimeout(timer)
      socket.off('error', reject)
      resolve(socket)
    })
    socket.once('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
  })
}
