import type { Story } from '../stories/story.ts'
import { type DemoEnd, isOk } from './json-result.ts'

/** What the demo says first. */
export function opening(stories: readonly Pick<Story, 'id' | 'title' | 'repo'>[]): string {
  const titleChars = Math.max(...stories.map(({ title }) => title.length))
  const list = stories.map(({ id, title, repo }) => `  ${id}  ${title.padEnd(titleChars)}  ${repo}`)
  return `Millwright demo: each story is a red pull request on a stand-in for GitHub; the model is scripted.
Git, Redis, CI, workers and jails are real. Nothing leaves this machine.

${list.join('\n')}

starting the service ...`
}

/** What the demo says under its table. */
export function closing(end: DemoEnd, logFile: string): string {
  const { results, seconds } = end
  const time = `in ${seconds.toFixed(0)} s`
  const bad = results.filter(({ ok }) => !ok).length
  if (!isOk(end)) {
    return `${bad} of ${results.length} stories did not end as they should, ${time}\nlog of the service: ${logFile}`
  }
  return results.length === 1
    ? `the story ended as it should, ${time}`
    : `all ${results.length} stories ended as they should, ${time}`
}

/** What the demo says while it leaves the service running; `dir` holds everything of it. */
export function staying(url: string, token: string, dir: string): string {
  return `the service is still running until Ctrl-C:
  look at      ${url}
  sign in with ${token}
  edit         '${dir}/prompts/investigate.prompt.md'
  ask          npm run millwright -- --config '${dir}/millwright.yaml' status`
}
