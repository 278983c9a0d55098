// Prints how often triage is right on labelled logs, in total, by source, by verdict, and for each
// source without the rules that were seen at work on that source alone.
//
//   npx tsx tools/triage-accuracy.ts INDEX.jsonl [--misses] [--without-pack=NAME]
//
// INDEX.jsonl has a label a line; the logs lie beside it as `<id>.log`.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Diagnosis } from '../libs/protocol/src/index.ts'
import { examine } from '../libs/triage/src/diagnose.ts'
import { compileRules } from '../libs/triage/src/packs/compile-rules.ts'
import { readRules } from '../libs/triage/src/packs/read-rules.ts'
import type { LoadedPack } from '../libs/triage/src/packs/rule-set.ts'
import { groupBy } from './accuracy/group-by.ts'
import { judge } from './accuracy/judge.ts'
import { type Label, readLabels, sourceOf } from './accuracy/label.ts'
import { share, table } from './accuracy/tally.ts'
import { withoutRules } from './accuracy/without-rules.ts'

type Scored = { label: Label; diagnosis: Diagnosis; hits: ReadonlySet<string> }

const rulesFolder = fileURLToPath(new URL('../libs/triage/rules', import.meta.url))
const indexPath = process.argv.slice(2).find((argument) => !argument.startsWith('--'))
if (!indexPath) {
  process.stderr.write(
    'usage: npx tsx tools/triage-accuracy.ts INDEX.jsonl [--misses] [--without-pack=NAME]\n',
  )
  process.exit(2)
}
const folder = dirname(indexPath)
const labels = readLabels(readFileSync(indexPath, 'utf8'))
const leftOut = process.argv
  .find((argument) => argument.startsWith('--without-pack='))
  ?.split('=')[1]
const read = await readRules([rulesFolder])
const packs = read.packs.filter(({ name }) => name !== leftOut)
const scored = await score(packs, labels)
const bySource = groupBy(scored, ({ label }) => sourceOf(label))

print(`All ${scored.length} logs`, table(scored.map(judged)))
for (const [verdict, group] of groupBy(scored, ({ label }) => label.gold.verdict)) {
  const right = group.filter((each) => judged(each).verdict).length
  print(`Labelled ${verdict}`, [`verdict ${share(right, group.length)}`])
}
for (const [source, group] of bySource) print(source, table(group.map(judged)))

const held: Scored[] = []
for (const [source, group] of bySource) {
  const own = rulesSeenOnlyIn(source, scored)
  const rest = withoutRules(packs, own)
  const rescored = await score(
    rest,
    group.map(({ label }) => label),
  )
  held.push(...rescored)
  print(`${source} without ${own.size} rules seen at work on it alone`, table(rescored.map(judged)))
}
print('Every source without the rules seen at work on it alone', table(held.map(judged)))
if (process.argv.includes('--misses')) {
  print('Misses', scored.flatMap(missOf))
  print('Misses with rules held out', held.flatMap(missOf))
}

async function score(from: readonly LoadedPack[], wanted: readonly Label[]): Promise<Scored[]> {
  const rules = compileRules(from, [])
  const results: Scored[] = []
  for (const label of wanted) {
    const log = readFileSync(join(folder, `${label.id}.log`))
    const { diagnosis, reading } = await examine(log, {}, rules)
    const hits = new Set(reading.steps.flatMap((step) => [...step.hits.keys()]))
    results.push({ label, diagnosis, hits })
  }
  return results
}

/** Rules that hit lines of logs of this source and of no other: they may be tuned to it. */
function rulesSeenOnlyIn(source: string, all: readonly Scored[]): Set<string> {
  const inside = all.filter(({ label }) => sourceOf(label) === source)
  const outside = all.filter(({ label }) => sourceOf(label) !== source)
  const elsewhere = new Set(outside.flatMap(({ hits }) => [...hits]))
  return new Set(inside.flatMap(({ hits }) => [...hits]).filter((rule) => !elsewhere.has(rule)))
}

function judged({ label, diagnosis }: Scored): ReturnType<typeof judge> {
  return judge(label, diagnosis)
}

function missOf(each: Scored): string[] {
  const { verdict, family, evidenceTop3, files } = judged(each)
  const wrong = Object.entries({ verdict, family, evidenceTop3, files }).filter(
    ([, ok]) => ok === false,
  )
  if (wrong.length === 0) return []
  const { label, diagnosis } = each
  const got = `${diagnosis.verdict}/${diagnosis.category} (${diagnosis.rule})`
  const wanted = `${label.gold.verdict}/${label.gold.category}`
  return [`${label.id}: ${wrong.map(([name]) => name).join(', ')}; wanted ${wanted}, got ${got}`]
}

function print(title: string, lines: readonly string[]): void {
  process.stdout.write(`${title}\n${lines.map((line) => `  ${line}\n`).join('')}\n`)
}
