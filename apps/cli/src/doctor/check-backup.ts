import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { lastBackup } from '../backup/last-backup.ts'
import { configured } from './check.ts'

const DAY_MS = 24 * 3_600_000
const DAYS_MAX = 7

/** How old the last backup of this data directory is, once there is something to lose. */
export const backupCheck = configured('backup', async ({ cli }) => {
  const { data_dir, redis, repositories } = cli
  const hasData = redis.url !== null || existsSync(join(data_dir, 'redis'))
  const isWatching = Object.values(repositories).some(({ mode }) => mode !== 'off')
  const last = await lastBackup(data_dir)
  const fix = 'run millwright backup FOLDER, and let a timer run it daily'
  if (last === null) {
    if (!hasData || !isWatching) return { ok: true, detail: 'none, and nothing to lose yet' }
    return { ok: false, detail: 'none was ever made', fix }
  }
  const days = Math.floor((Date.now() - Date.parse(last.made_at)) / DAY_MS)
  const detail = `the last is ${days} days old: ${last.path}`
  if (!existsSync(last.path)) return { ok: false, detail: `${detail}, and no longer there`, fix }
  return days <= DAYS_MAX ? { ok: true, detail } : { ok: false, detail, fix }
})
