import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { DumpedKey } from './manifest.ts'

/** The keys in a copy of Redis, one after the other; throws when a line is none. */
export async function* readDump(path: string): AsyncGenerator<DumpedKey> {
  const text = new PassThrough()
  const read = pipeline(createReadStream(path), createGunzip(), text)
  // An error of the pipeline ends the lines, too, and is thrown below.
  read.catch(() => undefined)
  for await (const line of createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })) {
    yield DumpedKey.parse(JSON.parse(line))
  }
  await read
}
