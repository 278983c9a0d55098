import { readdirSync, readFileSync } from 'node:fs'

/** The other processes of this machine that have a word of the test's among their arguments. */
export function processesNaming(word: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return false
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(word)
    } catch {
      return false
    }
  })
}
