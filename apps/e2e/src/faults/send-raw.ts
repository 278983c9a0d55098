import { request } from 'node:http'

/** Posts a webhook as anybody could, with any signature or none; gives back the status. */
export async function postSigned(url: string, signature: string | null): Promise<number> {
  const answer = await fetch(url, {
    method: 'POST',
    body: '{"zen":"Anything added dilutes everything else."}',
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'ping',
      'x-github-delivery': crypto.randomUUID(),
      ...(signature === null ? {} : { 'x-hub-signature-256': signature }),
    },
  })
  return answer.status
}

/**
 * Posts so many bytes, announced or in chunks. Gives back the status, or `cut off`: a server that
 * answers early closes the connection, and the answer may be lost with what was still on its way.
 */
export function postLarge(url: string, bytes: number, isChunked: boolean): Promise<unknown> {
  const body = Buffer.alloc(bytes, 'x')
  const headers = isChunked ? {} : { 'content-length': bytes }
  return new Promise((resolve, reject) => {
    const sending = request(url, { method: 'POST', headers })
    sending.once('response', (answer) => resolve(answer.resume().statusCode))
    sending.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE') resolve('cut off')
      else reject(error)
    })
    if (isChunked) sending.write(body.subarray(0, bytes / 2))
    sending.end(isChunked ? body.subarray(bytes / 2) : body)
  })
}
