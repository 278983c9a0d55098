import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { configOf } from '../command-context.ts'
import { printable } from '../printable.ts'
import { writeJson, writeLine } from '../write-out.ts'

/** `millwright backup` and `millwright restore`: everything that cannot be made again. */
export function addBackupCommands(program: Command): void {
  program
    .command('backup [folder]')
    .description('write a checked copy of Redis, configuration, prompts and rules below a folder')
    .option('--check', 'read the backup in this folder instead, and say whether it is whole')
    .option('--json', 'print what was written for programs')
    .action(backup)
  program
    .command('restore <backup>')
    .description('bring the Redis of a backup back; stop the service first')
    .option('--replace', 'remove what Redis holds of Millwright now')
    .option('--json', 'print what came back for programs')
    .action(restore)
}

interface BackupOptions {
  check?: boolean
  json?: boolean
}

async function backup(folder = 'backups', options: BackupOptions, command: Command): Promise<void> {
  const to = resolve(folder)
  if (options.check === true) {
    const { checkBackup } = await import('../backup/check-backup.ts')
    const { keys, made_at } = await checkBackup(to)
    if (options.json === true) return writeJson({ ok: true, path: to, keys, made_at })
    return writeLine(printable(`whole: ${keys} keys of ${made_at}`))
  }
  const config = configOf(command)
  const { noteBackup } = await import('../backup/last-backup.ts')
  const { openRedis } = await import('../backup/open-redis.ts')
  const { writeBackup } = await import('../backup/write-backup.ts')
  const opened = await openRedis(config, false)
  try {
    const { path, manifest } = await writeBackup({ config, redis: opened.redis }, to)
    await mkdir(config.data_dir, { recursive: true, mode: 0o700 })
    const { keys, made_at, files } = manifest
    await noteBackup(config.data_dir, { path, made_at })
    const count = Object.keys(files).length
    if (options.json === true) return writeJson({ path, keys, files: count, made_at })
    writeLine(printable(`${path}: ${keys} keys and ${count} files, read again and whole`))
  } finally {
    await opened.close()
  }
}

interface RestoreOptions {
  replace?: boolean
  json?: boolean
}

async function restore(from: string, options: RestoreOptions, command: Command): Promise<void> {
  const config = configOf(command)
  const folder = resolve(from)
  const { openRedis } = await import('../backup/open-redis.ts')
  const { restoreBackup } = await import('../backup/restore-backup.ts')
  const { holdDataDir } = await import('../up/hold-data-dir.ts')
  // A service that runs would read and write what comes back half way.
  const held = await holdDataDir(config.data_dir)
  const opened = await openRedis(config, true)
  try {
    const { manifest, expired } = await restoreBackup(
      opened.redis,
      folder,
      options.replace === true,
    )
    const { keys, made_at } = manifest
    if (options.json === true) return writeJson({ keys: keys - expired, expired, made_at })
    const gone = expired === 0 ? '' : `, ${expired} had expired since`
    writeLine(printable(`${keys - expired} keys of ${made_at} are back${gone}`))
    writeLine(`configuration, prompts and rules lie in ${printable(folder)}: copy what you need`)
  } finally {
    await opened.close()
    held.release()
  }
}
