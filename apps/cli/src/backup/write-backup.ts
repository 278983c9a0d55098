import { createWriteStream } from 'node:fs'
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type Config, configPath } from '@millwright/config'
import type { connectRedis } from '@millwright/redis'
import { checkBackup } from './check-backup.ts'
import { copyFolder, copyOne } from './copy-files.ts'
import { dumpRedis } from './dump-redis.ts'
import { MANIFEST_FILE, type Manifest, REDIS_FILE } from './manifest.ts'
import { sha256Of } from './sha256-of.ts'

export interface BackupSource {
  readonly config: Config
  readonly redis: ReturnType<typeof connectRedis>
}

/**
 * Writes a backup into a folder of its own below `to`, reads it again to check it, and only then
 * gives it its name: what has a name is whole. Returns its path.
 */
export async function writeBackup(
  { config, redis }: BackupSource,
  to: string,
  now = new Date(),
): Promise<{ path: string; manifest: Manifest }> {
  const name = `millwright-${now.toISOString().replaceAll(':', '').slice(0, 17)}Z`
  const path = join(to, name)
  const unfinished = join(to, `.${name}.part`)
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  const files = [REDIS_FILE]
  const keys = await writeRedis(redis, join(unfinished, REDIS_FILE))
  const file = configPath(config)
  if (file !== null) files.push(await copyOne(file, join(unfinished, 'config.yaml'), unfinished))
  files.push(...(await copyFolder(config.prompts_dir, join(unfinished, 'prompts'), unfinished)))
  if (config.rules_dir !== null) {
    files.push(...(await copyFolder(config.rules_dir, join(unfinished, 'rules'), unfinished)))
  }
  const hashed = files.map(async (each) => [each, await sha256Of(join(unfinished, each))] as const)
  const info = await redis.info('server')
  const manifest: Manifest = {
    format: 1,
    made_at: now.toISOString(),
    redis_version: /^redis_version:(\S+)/m.exec(info)?.[1] ?? 'unknown',
    keys,
    files: Object.fromEntries(await Promise.all(hashed)),
  }
  await writeFile(join(unfinished, MANIFEST_FILE), JSON.stringify(manifest, null, 2))
  await checkBackup(unfinished)
  await rename(unfinished, path)
  return { path, manifest }
}

async function writeRedis(redis: BackupSource['redis'], path: string): Promise<number> {
  let keys = 0
  async function* lines() {
    for await (const one of dumpRedis(redis)) {
      keys += 1
      yield `${JSON.stringify(one)}\n`
    }
  }
  await pipeline(Readable.from(lines()), createGzip(), createWriteStream(path, { mode: 0o600 }))
  await chmod(path, 0o600)
  return keys
}
