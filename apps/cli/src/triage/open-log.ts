import { createReadStream } from 'node:fs'
import { CliError } from '../cli-error.ts'

const ZIP = Buffer.from('PK\u0003\u0004')

/** Opens a log as a stream (- is standard input), and refuses an archive by its first bytes. */
export async function openLog(file: string): Promise<AsyncIterable<Buffer>> {
  const stream: AsyncIterable<Buffer> = file === '-' ? process.stdin : createReadStream(file)
  const chunks = stream[Symbol.asyncIterator]()
  const first = await chunks.next()
  if (first.done !== true && first.value.subarray(0, 4).equals(ZIP)) {
    throw new CliError(
      'this is an archive (zip): unpack it and name the logs inside; archives cannot be read yet',
    )
  }
  return resume(first, chunks)
}

async function* resume(first: IteratorResult<Buffer>, rest: AsyncIterator<Buffer>) {
  for (let next = first; next.done !== true; next = await rest.next()) yield next.value
}
