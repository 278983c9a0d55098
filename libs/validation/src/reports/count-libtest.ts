import type { Mark, Tally } from './tally.ts'

/** `ok tests::adds`, `ignored: slow tests::later`, `failed (time limit exceeded) tests::ends`. */
const line = /^(ok|failed|ignored)\b.{0,2000} (\S{1,1000})$|^(ok|failed|ignored) (\S{1,1000})$/
const marks: Readonly<Record<string, Mark>> = { ok: 'passed', failed: 'failed', ignored: 'skipped' }

/** The log file of Rust's test harness, one line a test; see `cargoReport`. */
export function countLibtest(text: string, tally: Tally): void {
  for (const one of text.split('\n')) {
    const found = line.exec(one)
    const mark = marks[found?.[1] ?? found?.[3] ?? '']
    if (mark !== undefined) tally.add(mark, found?.[2] ?? found?.[4] ?? '')
  }
}
