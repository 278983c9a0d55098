import { expect, test } from 'vitest'
import { judgeRights } from './judge-rights.ts'

const enough = {
  contents: 'write',
  pull_requests: 'write',
  actions: 'write',
  checks: 'read',
  metadata: 'read',
}
const app = {
  permissions: enough,
  scopes: null,
  budget: null,
  clockAheadMs: 0,
  isShortLived: false,
}
const token = {
  permissions: null,
  scopes: ['repo'],
  budget: null,
  clockAheadMs: 0,
  isShortLived: false,
}

test.each([
  ['an App with what the README lists', app, []],
  [
    'an App that can only read contents, and no checks',
    { ...app, permissions: { ...enough, contents: 'read', checks: 'none' } },
    ['lacks contents: write', 'lacks checks: read'],
  ],
  [
    'an App that could change workflows and organisations',
    { ...app, permissions: { ...enough, workflows: 'write', organization_hooks: 'read' } },
    ['has workflows, which is not used', 'has organization_hooks, which is not used'],
  ],
  ['a classic token for repositories', token, []],
  [
    'a classic token of an administrator',
    { ...token, scopes: ['admin:org', 'write:packages', 'read:user'] },
    ['lacks repo', 'has admin:org, which is not used', 'has write:packages, which is not used'],
  ],
  ['a fine-grained token', { ...token, scopes: null, budget: { left: 500, limit: 5000 } }, []],
  [
    'the token of a job of Actions',
    { ...token, scopes: null, isShortLived: true },
    [expect.stringContaining('pushed with the one that Actions gives a job starts no CI')],
  ],
  [
    'a token that has been used a lot',
    { ...token, budget: { left: 499, limit: 5000 } },
    ['has 499 of 5000 calls left in this hour'],
  ],
])('%s', (_, facts, problems) => {
  expect(judgeRights(facts)).toEqual(problems)
})
