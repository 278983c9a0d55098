// `npm run bench:triage -- DIR`: how fast triage reads the labelled logs of a folder, how much memory
// a large log takes, and what distilling keeps. ripgrep beside it has to be on the PATH.

import { builtinRules } from '../libs/triage/src/index.ts'
import { peakMemory } from './bench/triage-memory.ts'
import { timeTriage } from './bench/triage-speed.ts'
import { distilAll } from './bench/triage-tokens.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
const [folder] = process.argv.slice(2)
if (folder === undefined) {
  process.stderr.write('usage: npm run bench:triage -- DIR\n')
  process.exit(2)
}

const before = process.cpuUsage()
const rules = await builtinRules()
const { user, system } = process.cpuUsage(before)
const { literals, freePatterns } = rules
say(
  `rules: ${rules.rules.length}, literals: ${literals.length}, read in ${fixed((user + system) / 1e6)} s`,
)
say(`patterns without a literal, tried on every line: ${freePatterns.length}`)
for (const pattern of freePatterns) say(`  ${pattern}`)

const { megabytes, logs, first, least, slowest, rg } = await timeTriage(folder, rules)
say(`${logs} logs, ${megabytes.toFixed(1)} MB, seconds of one core`)
say(`  first pass ${fixed(first)}, best ${fixed(least)}: ${(megabytes / least).toFixed(1)} MB/s`)
say(`  slowest log ${fixed(slowest.seconds)}: ${slowest.name}`)
if (rg) {
  say(
    `  rg -F in the case of the list ${fixed(rg.sameCase)}: triage takes ${fixed(least / rg.sameCase)} of it`,
  )
  say(
    `  rg -F -i, as rules match ${fixed(rg.anyCase)}: triage takes ${fixed(least / rg.anyCase)} of it`,
  )
} else say('  ripgrep (rg) is not on the PATH, so nothing stands beside this')

for (const bytes of [1e7, 1e8, 1e9]) {
  const { megabytes: peak, seconds } = peakMemory(bytes)
  say(`a log of ${bytes / 1e6} MB: peak ${peak} MB, ${seconds} s of CPU with the start`)
}

const distilled = await distilAll(folder, rules)
for (const [from, to] of [
  [0, 1e4],
  [1e4, 1e5],
  [1e5, 1e6],
  [1e6, 1e9],
] as const) {
  const some = distilled.filter(({ chars }) => chars >= from && chars < to)
  const sum = (of: (one: (typeof some)[number]) => number) =>
    some.reduce((s, one) => s + of(one), 0)
  const found = sum(({ isFound }) => (isFound ? 1 : 0))
  const [chars, kept] = [sum((one) => one.chars), sum((one) => one.kept)]
  say(
    `logs of ${from / 1e3} to ${to / 1e3} kB: ${some.length}, kept ${(kept / some.length / 1e3).toFixed(1)} kB each, ${((100 * kept) / chars).toFixed(2)} %, a decisive line in ${found}`,
  )
}

function fixed(number: number): string {
  return number.toFixed(2)
}
