import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { diagnose, distil, type RuleSet } from '../../libs/triage/src/index.ts'

/** Of one log: its characters, those that distilling keeps, and whether a decisive line is kept. */
export type Distilled = { chars: number; kept: number; isFound: boolean }

type Label = { id: string; gold: { evidence_lines: number[] } }

/** Distils each labelled log of a folder. */
export async function distilAll(folder: string, rules: RuleSet): Promise<Distilled[]> {
  const labels: Label[] = readFileSync(join(folder, 'index.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const all: Distilled[] = []
  for (const { id, gold } of labels) {
    const log = readFileSync(join(folder, `${id}.log`))
    const diagnosis = await diagnose(log, {}, rules)
    const lines = new Set(diagnosis.evidence.map(({ line }) => line))
    const isFound = gold.evidence_lines.some((line) => lines.has(line))
    all.push({ chars: log.length, kept: distil(diagnosis).length, isFound })
  }
  return all
}
