import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { diagnose, type RuleSet } from '../../libs/triage/src/index.ts'

/** Seconds of one core; the least of some rounds is what the work takes when nobody else works. */
export type Speed = {
  megabytes: number
  logs: number
  /** Diagnosing all logs, first while the code is cold, and at best. */
  first: number
  least: number
  /** The log that took longest at best. */
  slowest: { name: string; seconds: number }
  /** `rg -F` counting lines with the rules' literals, in the case of the list and in any; or null. */
  rg: { sameCase: number; anyCase: number } | null
}

const ROUNDS = 5

/** Diagnoses the logs of a folder and has ripgrep look for the same literals in them, in turns. */
export async function timeTriage(folder: string, rules: RuleSet): Promise<Speed> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.log'))
  const logs = names.map((name) => ({ name, bytes: readFileSync(join(folder, name)) }))
  const paths = names.map((name) => join(folder, name))
  const scratch = mkdtempSync(join(tmpdir(), 'triage-bench-'))
  const list = join(scratch, 'literals.txt')
  writeFileSync(list, `${rules.literals.join('\n')}\n`)
  const perLog = new Map<string, number>()
  const passes: number[] = []
  const rg: { sameCase: number[]; anyCase: number[] } = { sameCase: [], anyCase: [] }
  for (let round = 0; round < ROUNDS; round++) {
    let sum = 0
    for (const { name, bytes } of logs) {
      const seconds = await cpuSeconds(() => diagnose(bytes, {}, rules))
      perLog.set(name, Math.min(seconds, perLog.get(name) ?? Number.POSITIVE_INFINITY))
      sum += seconds
    }
    passes.push(sum)
    rg.sameCase.push(rgSeconds(['-f', list], paths))
    if (round === 0) rg.anyCase.push(rgSeconds(['-i', '-f', list], paths))
  }
  rmSync(scratch, { recursive: true })
  const [name, seconds] = [...perLog].toSorted((a, b) => b[1] - a[1])[0] ?? ['none', 0]
  return {
    megabytes: logs.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1e6,
    logs: logs.length,
    first: passes[0] ?? Number.NaN,
    least: Math.min(...passes),
    slowest: { name, seconds },
    rg: rg.sameCase.includes(Number.NaN)
      ? null
      : { sameCase: Math.min(...rg.sameCase), anyCase: Math.min(...rg.anyCase) },
  }
}

async function cpuSeconds(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

/** CPU seconds of one ripgrep process on one thread; NaN when there is no ripgrep. */
function rgSeconds(args: readonly string[], paths: readonly string[]): number {
  const command = ['rg', '-j1', '-a', '-c', '-F', ...args, ...paths]
  const script = `TIMEFORMAT='%U %S'; time "$0" "$@" > /dev/null; exit $?`
  const { status, stderr } = spawnSync('bash', ['-c', script, ...command], { encoding: 'utf8' })
  const [user, system] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number)
  // ripgrep ends with 1 when no line matched, and bash with 127 when there is no ripgrep.
  return status === 0 || status === 1 ? (user ?? Number.NaN) + (system ?? Number.NaN) : Number.NaN
}
