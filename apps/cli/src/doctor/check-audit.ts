import { connectRedis, findPrivateRedis } from '@millwright/redis'
import { createStore } from '@millwright/store'
import { configured } from './check.ts'
import { failAfter } from './fail-after.ts'

/** 20,000 rows are followed in less than a second. */
const ANSWER_MS_MAX = 5_000

/** The chain of the audit log is whole: nothing in it was changed or taken out. */
export const auditCheck = configured('audit log', async ({ cli }) => {
  const url = cli.redis.url ?? (await findPrivateRedis(cli.data_dir))?.url
  if (url === undefined) return { ok: true, detail: 'not looked at: no Redis is running' }
  const redis = connectRedis({ url, name: 'millwright-doctor' })
  const late = new AbortController()
  try {
    const { verifyAudit } = createStore(redis)
    const { entries, broken } = await Promise.race([
      verifyAudit(),
      failAfter(ANSWER_MS_MAX, late.signal),
    ])
    if (broken === null) return { ok: true, detail: `${entries} rows, whole` }
    const fix = 'millwright audit export shows what is left; compare it with a backup'
    return { ok: false, detail: `broken at row ${broken.seq}: ${broken.why}`, fix }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { ok: true, detail: `not looked at: ${why}` }
  } finally {
    late.abort()
    redis.disconnect()
  }
})
