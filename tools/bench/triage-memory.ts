import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { builtinRules, diagnose } from '../../libs/triage/src/index.ts'

/** As a socket hands them on. */
const CHUNK_BYTES = 65_536
const BLOCK_LINES = 20_000

/**
 * A log of the given size: timestamps, colours, and in every hundredth line a failure. It is one
 * block over and over, so that what is measured is the memory of triage and not that of making it.
 */
async function* logOf(bytes: number) {
  const block = Buffer.from(Array.from({ length: BLOCK_LINES }, (_, i) => lineOf(i)).join(''))
  for (let sent = 0; sent < bytes; sent += CHUNK_BYTES) {
    const start = sent % (block.length - CHUNK_BYTES)
    yield block.subarray(start, start + CHUNK_BYTES)
  }
}

function lineOf(number: number): string {
  const stamp = '2026-01-02T03:04:05.1234567Z '
  if (number % 100 === 0) return `${stamp}src/file${number}.ts(3,7): error TS2322: no\n`
  return `${stamp}\u001b[32m[${number}]\u001b[0m compiled module number ${number} of this build\n`
}

/** Peak resident memory, in MB, of a process that diagnoses a log of so many bytes. */
export function peakMemory(bytes: number): { megabytes: number; seconds: number } {
  const args = [...process.execArgv, fileURLToPath(import.meta.url), String(bytes)]
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  const [megabytes, seconds] = stdout.trim().split(' ').map(Number)
  return { megabytes: megabytes ?? Number.NaN, seconds: seconds ?? Number.NaN }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await diagnose(logOf(Number(process.argv[2])), {}, await builtinRules())
  const { maxRSS, userCPUTime } = process.resourceUsage()
  process.stdout.write(`${Math.round(maxRSS / 1024)} ${(userCPUTime / 1e6).toFixed(1)}\n`)
}
