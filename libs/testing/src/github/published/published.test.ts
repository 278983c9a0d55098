import { afterAll, expect, test } from 'vitest'
import { waitFor } from '../../wait-for.ts'
import { HOOK_ID } from '../webhooks.ts'
import { INSTALLATION_ID } from '../world.ts'
import { type BusyGitHub, startBusyGitHub } from './busy-github.fixture.ts'
import { readPublishedApi } from './published-api.fixture.ts'
import { recordAnswers } from './record-answers.fixture.ts'

const api = readPublishedApi()
const [withApp, withToken] = await Promise.all([startBusyGitHub(true), startBusyGitHub(false)])
afterAll(() => Promise.all([withApp.github.close(), withToken.github.close()]))

/** Only an App may do this. */
const isForInstallation = (route: string) => /^(POST|PATCH) .*check-runs/.test(route)
/** What the routes that write are given. */
const bodies: Record<string, object> = {
  'POST /repos/:owner/:repo/check-runs': {
    ...{ name: 'Mill', head_sha: withApp.sha, conclusion: 'neutral' },
    output: { title: 'A title', summary: 'Words' },
  },
  'PATCH /repos/:owner/:repo/check-runs/:id': { output: { title: 'Other', summary: 'Words' } },
  'POST /app/installations/:id/access_tokens': { repositories: ['web'] },
  'POST /repos/:owner/:repo/issues': { title: 'An issue', labels: ['mill'] },
  'PATCH /repos/:owner/:repo/issues/:number': { state: 'closed' },
  'POST /repos/:owner/:repo/issues/:number/comments': { body: 'Second' },
  'POST /repos/:owner/:repo/issues/:number/labels': { labels: ['mill'] },
  'POST /repos/:owner/:repo/statuses/:sha': { state: 'pending', context: 'mill' },
  'PATCH /repos/:owner/:repo/issues/comments/:id': { body: 'Changed again' },
  'POST /repos/:owner/:repo/issues/comments/:id/reactions': { content: 'eyes' },
}
/** What a `:id` means behind a part of the path. */
const ids: Record<string, (busy: BusyGitHub) => number> = {
  installations: () => INSTALLATION_ID,
  runs: ({ run }) => run,
  jobs: ({ job }) => job,
  'check-runs': ({ job, check }) => check ?? job,
  comments: ({ comment }) => comment,
  hooks: () => HOOK_ID,
}

test.each([
  ['an App', withApp],
  ['a token', withToken],
])('every route that serves %s answers in the form that GitHub publishes', async (_who, busy) => {
  const { github, jwt, installation } = busy
  const { call, problems, answers } = recordAnswers(github, api)
  // What deletes comes last, when all else has been looked at.
  const routes = github.routes.toSorted((a, b) => order(a) - order(b))

  for (const route of routes) {
    const [method = '', pattern = ''] = route.split(' ')
    const isForApp = /^\/app|\/installation$/.test(pattern)
    if ((isForApp || isForInstallation(route)) && jwt === null) continue
    const body = method === 'GET' || method === 'DELETE' ? undefined : (bodies[route] ?? {})
    const token = isForApp ? jwt : isForInstallation(route) ? installation : 'writer'
    const path = fill(pattern, busy)
    for (const stranger of ['wrong', null, 'reader']) {
      await call({ method, path, token: stranger, body })
    }
    await call({
      method,
      path: fill(pattern, { ...busy, run: 1, job: 1, comment: 1, check: 1 }),
      token,
      body,
    })
    await call({ method, path: path.replace('acme', 'nobody'), token, body })
    expect(await call({ method, path, token, body }), route).toBeLessThan(400)
    const again = body === undefined ? body : { nonsense: [] }
    expect(await call({ method, path, token, body: again }), route).toBeLessThan(500)
  }

  expect([...new Set(problems)]).toEqual([])
  expect([...answers].filter((answer) => /[45]\d\d$/.test(answer)).length).toBeGreaterThan(40)
})

test.each([
  ['an App', withApp],
  ['a token', withToken],
])('every event sent to %s has the form that GitHub publishes', async (_who, { github }) => {
  const seen = () => github.deliveries().map(({ event, action }) => name(event, action))
  await waitFor(() => api.events.every((one) => seen().includes(one)), { what: 'every event' })

  const problems = github
    .deliveries()
    .flatMap(({ event, action, body }) =>
      api.problemsOfEvent(name(event, action), JSON.parse(body)),
    )

  expect([...new Set(problems)]).toEqual([])
  expect([...new Set(seen())].toSorted()).toEqual([...api.events])
})

test('answers of another form, with another status or of another event are found', () => {
  const route = 'GET /repos/:owner/:repo'

  expect(api.problemsOfAnswer(route, 200, { id: 1 }).join()).toContain('required property')
  expect(api.problemsOfAnswer(route, 200, null)).not.toEqual([])
  expect(api.problemsOfAnswer(route, 302, null)).toEqual([`${route} gives no 302`])
  expect(api.problemsOfAnswer('GET /nothing', 200, {})).toEqual([
    'GET /nothing is not in the slice',
  ])
  expect(api.problemsOfEvent('push', { ref: 1 })).not.toEqual([])
  expect(api.problemsOfEvent('star created', {})).toEqual(['star created is not in the slice'])
})

function name(event: string, action: string | null): string {
  return action === null ? event : `${event} ${action}`
}

function order(route: string): number {
  return ['GET', 'POST', 'PATCH', 'DELETE'].indexOf(route.split(' ')[0] ?? '')
}

function fill(pattern: string, busy: BusyGitHub): string {
  const delivery = busy.github.deliveries()[0]?.id ?? 0
  const values: Record<string, string | number> = {
    owner: 'acme',
    repo: 'web',
    // The first two are pull requests; the issue was opened a moment ago.
    number: pattern.endsWith('/issues/:number') ? 3 : 1,
    attempt: 1,
    login: 'ada',
    branch: 'feat/x',
    ref: pattern.includes('/git/') ? 'heads/main' : busy.sha,
    sha: busy.sha,
    delivery,
  }
  const parts = pattern.split('/')
  return parts
    .map((part, index) => {
      if (!/^[:*]/.test(part)) return part
      const value = values[part.slice(1)] ?? ids[parts[index - 1] ?? '']?.(busy)
      if (value === undefined) throw new Error(`say what ${part} is in ${pattern}`)
      return String(value)
    })
    .join('/')
}
