import { Diagnosis, type Task } from '@millwright/protocol'
import { expect, test } from 'vitest'
import { judgeByCi } from './judge-by-ci.ts'

const head = '01'.repeat(20)
const later = '02'.repeat(20)

type Seen = 'again' | 'ours' | 'theirs'
type Cause = Partial<Pick<Diagnosis, 'domain' | 'flaky_or_infra'>>
const code = { domain: 'code' } as const
const machine = { domain: 'platform' } as const
const person = { domain: 'authority' } as const
const chance = { ...code, flaky_or_infra: true } as const

test.each<[Task['verdict'], Cause, Seen, 'right' | 'wrong' | 'nothing']>([
  ['FIXABLE', code, 'again', 'wrong'],
  ['FIXABLE', machine, 'again', 'wrong'],
  ['FIXABLE', code, 'ours', 'right'],
  ['FIXABLE', code, 'theirs', 'right'],
  ['INVESTIGATE', code, 'again', 'wrong'],
  ['INVESTIGATE', chance, 'again', 'right'],
  ['INVESTIGATE', machine, 'again', 'nothing'],
  ['INVESTIGATE', code, 'theirs', 'right'],
  ['INVESTIGATE', code, 'ours', 'nothing'],
  ['ESCALATE', code, 'again', 'wrong'],
  ['ESCALATE', {}, 'again', 'wrong'],
  ['ESCALATE', machine, 'again', 'nothing'],
  ['ESCALATE', person, 'again', 'nothing'],
  ['ESCALATE', code, 'theirs', 'right'],
  ['ESCALATE', person, 'theirs', 'right'],
  ['ESCALATE', machine, 'theirs', 'nothing'],
  ['ESCALATE', code, 'ours', 'nothing'],
])('%s on %o and green %s: %s', (verdict, cause, seen, expected) => {
  const judgement = judgeByCi(taskOf(verdict, cause), {
    sha: seen === 'again' ? head : later,
    isOurs: seen === 'ours',
  })

  const said = judgement === null ? 'nothing' : judgement.should_be === null ? 'wrong' : 'right'
  expect(said).toBe(expected)
  if (said === 'right') expect(judgement?.should_be).toBe(verdict)
})

function taskOf(verdict: Task['verdict'], cause: Cause): Parameters<typeof judgeByCi>[0] {
  const diagnosis = Diagnosis.parse({
    ...{ verdict, category: 'unknown', rule: 'r', tool: 't', confidence: 1, summary: 's' },
    ...{ evidence: [], files: [], failing_tests: [], step: { name: 's', command: 'c' } },
    ...{ replay: null, autofix: null, fingerprint: 'v1:0', flaky_or_infra: false },
    ...cause,
  })
  return { verdict, head_sha: head, inputs: { branch: 'b', logs: '', diagnosis } }
}
