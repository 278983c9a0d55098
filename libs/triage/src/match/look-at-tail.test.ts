import { expect, test } from 'vitest'
import { diagnose } from '../diagnose.ts'
import { CONTEXT_LINES_MAX } from '../limits.ts'
import { acmePack } from '../packs/acme-rules.fixture.ts'
import { compileRules } from '../packs/compile-rules.ts'
import { parsePack } from '../packs/parse-pack.ts'

const text = acmePack.replace('tier: 30', 'tier: 30\n    last_lines: true\n    not: [probe]')
const rules = compileRules([parsePack({ file: 'acme.yaml', text })])
const complaint = 'acme: cannot build src/a.acme\n'
const more = (count: number) => 'acme: done\n'.repeat(count)

test('a rule of the last lines sees the last lines of each step', async () => {
  const step = `##[group]Run make\nmake\n##[endgroup]\n${more(90)}${complaint}${more(2)}`
  const log = `${step}##[error]Process completed with exit code 1.\n##[group]Run next\n##[endgroup]\nbye`

  const { rule, evidence, replay } = await diagnose(log, {}, rules)

  expect(rule).toBe('acme/broken')
  expect(evidence[0]).toEqual({ line: 94, text: complaint.trim() })
  expect(evidence.map(({ line }) => line)).toContain(95)
  expect(replay).toBe('acme build src/a.acme')
})

test('a line before the last ones is not seen, and neither is one that "not" names', async () => {
  const early = await diagnose(complaint + more(CONTEXT_LINES_MAX), {}, rules)
  const late = await diagnose(complaint + more(CONTEXT_LINES_MAX - 1), {}, rules)
  const probed = await diagnose(`${complaint.trim()} probe`, {}, rules)

  expect([early.rule, late.rule, probed.rule]).toEqual(['none', 'acme/broken', 'none'])
})
