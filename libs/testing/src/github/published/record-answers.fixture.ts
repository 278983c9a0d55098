import { matchPath } from '../api/route.ts'
import type { FakeGitHub } from '../start-fake-github.ts'
import type { PublishedApi } from './published-api.fixture.ts'

export interface Call {
  readonly method: string
  readonly path: string
  readonly token: string | null
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface Recorder {
  /** The answer's status; what it breaks of the published form is noted. */
  call(call: Call): Promise<number>
  readonly problems: readonly string[]
  /** `GET /user 200`: what was answered at least once. */
  readonly answers: ReadonlySet<string>
}

/** Calls the stand-in and holds every answer to what GitHub publishes. */
export function recordAnswers(github: FakeGitHub, api: PublishedApi): Recorder {
  const problems: string[] = []
  const answers = new Set<string>()
  return {
    problems,
    answers,
    call: async ({ method, path, token, body, headers }) => {
      const answer = await fetch(`${github.apiUrl}${path}`, {
        method,
        redirect: 'manual',
        headers: { ...(token !== null && { authorization: `Bearer ${token}` }), ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      const route = routeOf(github, method, new URL(path, github.apiUrl).pathname)
      const parsed: unknown = text === '' ? null : JSON.parse(text)
      answers.add(`${route} ${answer.status}`)
      problems.push(...api.problemsOfAnswer(route, answer.status, parsed))
      return answer.status
    },
  }
}

function routeOf(github: FakeGitHub, method: string, pathname: string): string {
  const found = github.routes.find((route) => {
    const [served = '', pattern = ''] = route.split(' ')
    return served === method && matchPath(pattern, pathname) !== null
  })
  if (found === undefined) throw new Error(`the stand-in does not serve ${method} ${pathname}`)
  return found
}
