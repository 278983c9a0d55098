import { storeKeys } from '@millwright/protocol'
import type { Redis } from 'ioredis'
import { ROW_BYTES, ROW_BYTES_MAX } from './limits.ts'

/**
 * KEYS records. ARGV bytes that most rows fit in, bytes that every row fits in. Returns the first
 * line of each; of a record without a second one, all of it.
 */
const script = `
local rows = {}
for at, name in ipairs(KEYS) do
  local head = redis.call('GETRANGE', name, 0, ARGV[1] - 1)
  local stop = string.find(head, '\\n', 1, true)
  if not stop and #head == tonumber(ARGV[1]) then
    head = redis.call('GETRANGE', name, 0, ARGV[2] - 1)
    stop = string.find(head, '\\n', 1, true)
    if not stop then head = redis.call('GET', name) end
  end
  rows[at] = stop and string.sub(head, 1, stop - 1) or head
end
return rows`

/** The rows of tasks as text, in the order of their names; empty for one that is not there. */
export async function readRows(redis: Redis, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return []
  const records = names.map(storeKeys.task)
  const rows = await redis.eval(script, records.length, ...records, ROW_BYTES, ROW_BYTES_MAX)
  return Array.isArray(rows) ? rows.map(String) : []
}
