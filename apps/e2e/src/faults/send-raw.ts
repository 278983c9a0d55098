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

/** Posts so many bytes, announced or in chunks; the answer may come before all have been sent. */
export function postLarge(url: string, bytes: number, isChunked: boolean): Promise<unknown> {
  const body = Buffer.alloc(bytes, 'x')
  const headers = isChunked ? {} : { 'content-length': bytes }
  return new Promise((resolve, reject) => {
    const sending = request(url, { method: 'POST', headers })
    sending.once('response', (answer) => resolve(answer.resume().statusCode))
    // Being cut off after the answer is as it should be; before it there is no answer at all.
    sending.on('error', reject)
    if (isChunked) sending.write(body.subarray(0, bytes / 2))
    sending.end(isChunked ? body.subarray(bytes / 2) : body)
  })
}
