import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, realpath } from 'node:fs/promises'
import { createServer } from 'node:net'
import { CliError } from '../cli-error.ts'
import { exitCode } from '../exit-code.ts'

/**
 * Makes the data directory and holds it, so that it has one service at a time. The lock is a
 * socket in Linux's abstract namespace: the kernel frees it with this process, however that ends.
 * Throws CliError (conflict) when another `millwright up` holds it.
 */
export async function holdDataDir(dataDir: string): Promise<{ release(): void }> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  if (process.platform !== 'linux') return { release: () => undefined }
  const name = createHash('sha256')
    .update(await realpath(dataDir))
    .digest('hex')
    .slice(0, 40)
  const server = createServer().listen(`\0millwright-up-${name}`)
  try {
    await once(server, 'listening')
  } catch (cause) {
    const message = `millwright up runs already for ${dataDir}: stop it first, or set another data_dir`
    throw new CliError(message, exitCode.conflict, { cause })
  }
  server.unref()
  return { release: () => void server.close() }
}
