import { expect, test } from 'vitest'
import { decide } from './decide.ts'
import type { Facts } from './facts.ts'

const head = 'a'.repeat(40)
const open = { isFork: false, isDraft: false, hasConflict: false }
const red: Facts = {
  verdict: 'FIXABLE',
  repository: { mode: 'auto', forks: false, drafts: false },
  paused: null,
  conclusion: 'failure',
  headSha: head,
  branchHead: head,
  isProtectedBranch: false,
  isDefaultBranch: false,
  pull: open,
  isStrayCommit: false,
  newerRun: null,
  switchedOffBy: null,
  attemptsUsed: 0,
  attemptsMax: 2,
  openTask: null,
  answeredBy: null,
  inheritedFrom: null,
  incident: null,
  isQuiet: false,
  callsLeft: 0.1,
  rerun: { why: null, objection: null },
  overdraft: null,
}
const inMode = (mode: 'report' | 'staged') => ({
  repository: { mode, forks: false, drafts: false },
})
const forked = {
  repository: { mode: 'auto', forks: true, drafts: false },
  pull: { ...open, isFork: true },
} as const
const main = { ...red, pull: null, isProtectedBranch: true, isDefaultBranch: true }

test('a plain red job on an open pull request is acted on, with an answer from every rule', () => {
  const choice = decide(red)

  expect(choice).toMatchObject({ answer: 'act', verdict: 'FIXABLE' })
  expect(choice.rules.every((r) => r.answer === 'act')).toBe(true)
  expect(choice.rules.length).toBeGreaterThan(8)
})

const elsewhere = { taskId: 't-1', where: '#1', stands: 'at-work', isHere: false } as const
const objections: [string, Partial<Facts>, 'skip' | 'wait', RegExp][] = [
  ['repository-configured', { repository: null }, 'skip', /not in the configuration/],
  [
    'repository-on',
    { repository: { mode: 'off', forks: true, drafts: true } },
    'skip',
    /switched off/,
  ],
  ['conclusion', { conclusion: 'cancelled' }, 'skip', /cancelled/],
  ['branch-exists', { branchHead: null }, 'skip', /no longer exists/],
  ['newest-head', { branchHead: 'b'.repeat(40) }, 'skip', /moved on to bbbbbbb/],
  ['draft', { pull: { ...open, isDraft: true } }, 'skip', /draft/],
  ['fork', { pull: { ...open, isFork: true } }, 'skip', /fork/],
  ['protected-branch', { isProtectedBranch: true }, 'skip', /never written to/],
  ['open-pull-request', { pull: null }, 'skip', /no open pull request/],
  ['conflict', { pull: { ...open, hasConflict: true } }, 'skip', /conflicts with its base/],
  ['own-commit', { isStrayCommit: true }, 'skip', /no task of this pull request made/],
  ['newer-run', { newerRun: { runId: 7, stands: 'going' } }, 'wait', /run 7 .* is going on/],
  ['newer-run', { newerRun: { runId: 7, stands: 'green' } }, 'skip', /run 7 .* is green/],
  ['pull-request-on', { switchedOffBy: 'ada' }, 'skip', /ada switched Millwright off/],
  ['cause-already-answered', { answeredBy: 'ci-fix-a__b-1-2' }, 'skip', /same cause/],
  ['inherited', { inheritedFrom: 'the base is red' }, 'skip', /inherited: the base is red/],
  ['incident', { incident: elsewhere }, 'wait', /t-1 is at work on the same cause at #1/],
  [
    'incident',
    { incident: { ...elsewhere, stands: 'with-person' } },
    'skip',
    /t-1 has brought the same cause before a person at #1/,
  ],
  ['quiet-hours', { isQuiet: true }, 'wait', /quiet hours/],
  ['rate-budget', { callsLeft: 0.09 }, 'wait', /less than a tenth/],
  ['paused', { paused: 'ada has paused everything' }, 'wait', /ada has paused/],
  ['one-task-at-a-time', { openTask: 'ci-fix-a__b-1-2' }, 'wait', /still at work/],
]

test.each(objections)('%s objects', (rule, change, answer, reason) => {
  const choice = decide({ ...red, ...change })

  expect(choice.answer).toBe(answer)
  expect(choice.reason).toMatch(reason)
  expect(choice.rules.find((r) => r.rule === rule)?.answer).toBe(answer)
})

test('a reason to skip outranks a reason to wait', () => {
  const choice = decide({ ...red, paused: 'paused', branchHead: null })

  expect(choice.answer).toBe('skip')
})

test.each(['FIXABLE', 'INVESTIGATE', 'ESCALATE'] as const)(
  'a red default branch of verdict %s calls a person, in quiet hours too',
  (verdict) => {
    const choice = decide({ ...main, verdict, isQuiet: true, incident: elsewhere })

    expect(choice).toMatchObject({ answer: 'act', verdict: 'ESCALATE' })
    expect(choice.reason).toMatch(/default branch is red/)
  },
)

test('a person who was called for a cause is not called again for each further red commit', () => {
  const incident = { ...elsewhere, stands: 'with-person', isHere: true } as const

  expect(decide({ ...main, incident }).answer).toBe('skip')
  expect(decide({ ...red, incident, verdict: 'ESCALATE' }).answer).toBe('skip')
  expect(decide({ ...red, incident }).answer).toBe('act')
})

test('when the attempts are used up a person is next', () => {
  const choice = decide({ ...red, attemptsUsed: 2 })

  expect(choice).toMatchObject({ answer: 'act', verdict: 'ESCALATE' })
  expect(choice.reason).toMatch(/2 of 2 attempts/)
})

const chance = {
  ...red,
  verdict: 'INVESTIGATE',
  rerun: { why: 'network', objection: null },
} as const

test('what may be chance is run again before anybody looks into it', () => {
  const choice = decide(chance)

  expect(choice).toMatchObject({ answer: 'wait', decidedBy: 'rerun-first' })
  expect(choice.reason).toBe('its failed jobs are run again first: network')
})

const reasons: [string, Partial<Facts>][] = [
  ['nothing says that it may pass by itself', { rerun: { why: null, objection: null } }],
  ['it is red again', { rerun: { why: 'network', objection: 'it is red again' } }],
  ['mode report', { repository: { mode: 'report', forks: false, drafts: false } }],
  [
    'the head belongs to a fork',
    {
      repository: { mode: 'auto', forks: true, drafts: false },
      pull: { ...open, isFork: true },
    },
  ],
  ['the attempts are used up', { attemptsUsed: 2 }],
]

test.each(reasons)('it is not run again, and the reason is kept: %s', (reason, change) => {
  const choice = decide({ ...chance, ...change })

  expect(choice.answer).toBe('act')
  const kept = choice.rules.find(({ rule }) => rule === 'rerun-first')
  expect(kept?.reason).toContain(`not run again first: ${reason}`)
})

test('nobody waits for a rerun where a person is called anyway, or code can be mended', () => {
  for (const change of [{ isDefaultBranch: true }, { verdict: 'FIXABLE' as const }]) {
    expect(decide({ ...chance, ...change }).answer).toBe('act')
  }
})

const poor = { reason: 'the budget of today is used up', fillsAgain: true }
const said: [string, Partial<Facts>, string, string][] = [
  ['mode auto', {}, 'FIXABLE', 'an agent may try to fix it'],
  ['mode staged', inMode('staged'), 'FIXABLE', 'a patch waits for a person (mode staged)'],
  ['mode report', inMode('report'), 'FIXABLE', 'mode report: the diagnosis is commented'],
  [
    'a look in mode report',
    { ...inMode('report'), verdict: 'INVESTIGATE' },
    'INVESTIGATE',
    'look for',
  ],
  ['a fork', { ...forked, verdict: 'INVESTIGATE' }, 'INVESTIGATE', 'the head belongs to a fork'],
  [
    'a day without money',
    { overdraft: poor },
    'FIXABLE',
    'when there is money again: the budget of t',
  ],
  [
    'a pull request without money',
    { overdraft: { ...poor, fillsAgain: false } },
    'ESCALATE',
    'the budget of today is used up: a person is next',
  ],
  [
    'a conflict where a person is called anyway',
    { pull: { ...open, hasConflict: true }, verdict: 'ESCALATE' },
    'ESCALATE',
    'a person must act',
  ],
]

test.each(said)(
  'what is going to happen is told as it is: %s',
  (_name, change, verdict, reason) => {
    const choice = decide({ ...red, ...change })

    expect(choice).toMatchObject({ answer: 'act', verdict })
    expect(choice.reason).toContain(reason)
  },
)

test('attempts, money and mode are on record where nothing objects to them', () => {
  const { rules } = decide({ ...red, attemptsUsed: 1, overdraft: poor })

  expect(rules.slice(-3)).toEqual([
    { rule: 'attempts', answer: 'act', reason: '1 of 2 attempts are used up' },
    { rule: 'budget', answer: 'act', reason: poor.reason },
    { rule: 'mode', answer: 'act', reason: expect.stringContaining('mode auto') },
  ])
})
