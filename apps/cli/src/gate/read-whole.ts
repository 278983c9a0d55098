import { open } from 'node:fs/promises'
import { CliError } from '../cli-error.ts'
import { exitCode } from '../exit-code.ts'

/** The gate blocks what is far smaller; this only keeps memory bounded. */
const FILE_BYTES_MAX = 50_000_000

/**
 * The whole of a file, or of standard input for `-`, as text.
 * @throws CliError for a file that is missing, too large, or no UTF-8: the text that would stand
 *   for other bytes is not what git reads.
 */
export async function readWhole(path: string, what: string): Promise<string> {
  const bytes = path === '-' ? await bytesOf(process.stdin, path, what) : await bytesIn(path, what)
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    const why = `${path} is not UTF-8, so it cannot be read as ${what}`
    throw new CliError(why, exitCode.usage, { cause })
  }
}

async function bytesIn(path: string, what: string): Promise<Buffer> {
  const file = await open(path).catch(() => null)
  try {
    const found = await file?.stat()
    if (file === null || found?.isFile() !== true) {
      throw new CliError(`there is no file ${path}`, exitCode.notFound)
    }
    return await bytesOf(file.createReadStream({ autoClose: false }), path, what)
  } finally {
    await file?.close()
  }
}

async function bytesOf(chunks: AsyncIterable<unknown>, path: string, what: string) {
  const read: Buffer[] = []
  let size = 0
  for await (const chunk of chunks) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
    size += bytes.length
    if (size > FILE_BYTES_MAX) throw new CliError(`${path} is too large to be ${what}`)
    read.push(bytes)
  }
  return Buffer.concat(read)
}
