import { patchSha, type TaskRecord, type TaskState } from '@millwright/protocol'
import { sampleFix } from '../sample-records.fixture.ts'
import { weakeningPatch } from './weakening-patch.fixture.ts'

type Diagnosis = TaskRecord['task']['inputs']['diagnosis']

/** A task in the words of a test. */
export interface Told {
  readonly pull: number
  readonly repo: string
  readonly state: TaskState
  readonly reason: string
  readonly minutes: number
  readonly says: Partial<Diagnosis>
  readonly more?: Partial<TaskRecord>
}

/** The name of the task whose patch waits, as the tests look for it. */
export const WAITING = 'ci-fix-acme__billing-57-8800'

const types = {
  category: 'type-error',
  summary: 'TypeScript reports TS2345 in src/invoice.ts.',
} as const
const format = {
  category: 'format',
  summary: 'Biome would format src/menu.ts differently.',
} as const
const secret = {
  verdict: 'ESCALATE',
  category: 'secret-missing',
  summary: 'The step needs the input "REGISTRY_TOKEN", which is empty.',
} as const
const total: Told['says'] = {
  summary: 'The test "the total holds the tax" expects 121 where the code gives 100.',
  evidence: [
    { line: 214, text: 'not ok 7 - the total holds the tax' },
    { line: 218, text: 'AssertionError: Expected values to be strictly equal: 100 !== 121' },
    { line: 221, text: '    at test/total.test.ts:14:10' },
  ],
  failing_tests: ['the total holds the tax'],
  files: [{ path: 'test/total.test.ts', line: 14 }],
  replay: 'node --test test/total.test.ts',
}

const pass = { decision: 'pass', classes: [], findings: [] } as const satisfies TaskRecord['gate']
const delivered = {
  commit_sha: '826725700000000000000000000000000000beef',
  comment_id: 411,
  ci_conclusion: 'success',
}

const green = { result: sampleFix(), gate: pass, delivery: delivered }
/** One task in each state that a page treats apart, oldest first. */
export const millTasks: readonly Told[] = [
  {
    pull: 196,
    repo: 'acme/web',
    state: 'superseded',
    reason: 'the branch moved on',
    minutes: 900,
    says: format,
  },
  {
    pull: 199,
    repo: 'acme/web',
    state: 'cancelled',
    reason: 'cancelled by anna',
    minutes: 700,
    says: total,
  },
  {
    pull: 201,
    repo: 'acme/web',
    state: 'resolved',
    reason: 'CI is green on 8267257',
    minutes: 420,
    says: types,
    more: green,
  },
  {
    pull: 204,
    repo: 'acme/web',
    state: 'resolved',
    reason: 'CI is green on 0892593',
    minutes: 260,
    says: format,
    more: green,
  },
  {
    pull: 12,
    repo: 'acme/docs',
    state: 'commented',
    reason: 'the mode is report',
    minutes: 190,
    says: format,
  },
  {
    pull: 208,
    repo: 'acme/web',
    state: 'failed',
    reason: 'the workspace could not be made',
    minutes: 120,
    says: types,
  },
  {
    pull: 55,
    repo: 'acme/billing',
    state: 'escalated',
    reason: 'set the secret in the repository’s settings',
    minutes: 75,
    says: secret,
  },
  {
    pull: 57,
    repo: 'acme/billing',
    state: 'awaiting_approval',
    reason: 'a test is changed: a person decides',
    minutes: 22,
    says: total,
    more: held(),
  },
  {
    pull: 211,
    repo: 'acme/web',
    state: 'watching',
    reason: 'CI runs on 4be1a77',
    minutes: 6,
    says: types,
    more: green,
  },
  {
    pull: 212,
    repo: 'acme/web',
    state: 'running',
    reason: 'claimed by north',
    minutes: 2,
    says: total,
  },
  {
    pull: 213,
    repo: 'acme/web',
    state: 'queued',
    reason: 'waiting for a worker',
    minutes: 1,
    says: format,
  },
]

function held(): Partial<TaskRecord> {
  const result = { ...sampleFix(), outcome: 'test_change', patch: weakeningPatch } as const
  return {
    result,
    gate: {
      decision: 'approval',
      classes: ['test_change'],
      findings: [
        {
          rule: 'assertion-loosened',
          path: 'test/total.test.ts',
          line: 14,
          why: 'an assertion is looser than before',
        },
      ],
    },
    hold: {
      patch_sha: patchSha(weakeningPatch),
      head_sha: '0123456789abcdef0123456789abcdef01234567',
      base_branch: 'main',
      policy_hash: `sha256:${'5c'.repeat(32)}`,
      until: new Date(Date.now() + 23 * 3_600_000).toISOString(),
    },
  }
}
