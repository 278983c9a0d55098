import { beforeAll, expect, test } from 'vitest'
import { diagnose } from '../diagnose.ts'
import { acmeIssues } from './acme-rules.fixture.ts'
import { compileRules } from './compile-rules.ts'
import { readBuiltin } from './load-rules.ts'
import { parseKnownIssues } from './parse-known-issues.ts'
import type { LoadedPack } from './rule-set.ts'

let packs: LoadedPack[]
beforeAll(async () => {
  packs = (await readBuiltin()).packs.filter(({ name }) => name === 'tsc' || name === 'git')
})

const now = new Date('2030-06-30T23:59:59Z')
const refused = 'mirror.acme.example: the owl is asleep'
const typeError = 'src/a.ts(3,7): error TS2322: no'
const conflict = 'CONFLICT (content): Merge conflict in src/a.ts'

/** Diagnoses a log under one known issue, changed in one place. */
async function under(log: string, [from, to]: [string, string] = ['', ''], at: Date = now) {
  const issues = parseKnownIssues({ file: 'acme.yaml', text: acmeIssues.replace(from, to) })
  return diagnose(log, { now: at }, compileRules(packs, issues))
}

test('a known issue marks the diagnosis with its link and overrides the verdict', async () => {
  const diagnosis = await under(`${typeError}\n${refused}`)

  expect(diagnosis).toMatchObject({
    verdict: 'INVESTIGATE',
    rule: 'tsc/error',
    known_issue: { id: 'acme/mirror-down', link: 'https://tracker.acme.example/7' },
  })
  expect(diagnosis.summary).toContain('Known: The mirror is being moved. https://tracker')
  expect(diagnosis.evidence.map(({ line }) => line)).toContain(2)
})

test('an unknown failure is known by its issue', async () => {
  const diagnosis = await under(`loading\n${refused}`)

  expect(diagnosis).toMatchObject({ verdict: 'INVESTIGATE', category: 'unknown', rule: 'none' })
  expect(diagnosis.known_issue?.id).toBe('acme/mirror-down')
})

test('a line that anybody can print makes no verdict less strict', async () => {
  const printed = await under(`${conflict}\n${refused}`)
  const decided = await under(conflict, ['mirror\\.acme\\.example: the owl is asleep', 'CONFLICT'])

  expect(printed).toMatchObject({ verdict: 'ESCALATE', known_issue: { id: 'acme/mirror-down' } })
  expect(decided).toMatchObject({ verdict: 'INVESTIGATE', category: 'merge-conflict' })
})

test('an issue counts through its last day and is forgotten after it', async () => {
  const last = await under(refused)
  const after = await under(refused, undefined, new Date('2030-07-01T00:00:00Z'))

  expect(last.known_issue).not.toBeNull()
  expect(after).toMatchObject({ known_issue: null, verdict: 'ESCALATE' })
})

test('without a verdict of its own an issue only tells', async () => {
  const diagnosis = await under(`${typeError}\n${refused}`, ['    verdict: INVESTIGATE\n', ''])

  expect(diagnosis).toMatchObject({ verdict: 'FIXABLE', known_issue: { id: 'acme/mirror-down' } })
})

test('a line that `not` leaves out, or of another step, is no hit', async () => {
  const left = await under(refused, ['link:', "not: ['acme']\n    link:"])
  const step = (name: string, line: string, code: number) =>
    `##[group]Run ${name}\n${name}\nshell: /bin/bash\n##[endgroup]\n${line}\n` +
    (code === 0 ? '' : `##[error]Process completed with exit code ${code}.\n`)
  const other = await under(step('fetch', refused, 0) + step('npx tsc', typeError, 2))

  expect(left.known_issue).toBeNull()
  expect(other).toMatchObject({ verdict: 'FIXABLE', known_issue: null })
})
