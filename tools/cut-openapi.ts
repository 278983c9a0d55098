// `npx tsx tools/cut-openapi.ts`: cuts what the GitHub stand-in serves and sends out of GitHub's
// published OpenAPI document. The package is 385 MB, so it is fetched into a temporary directory
// and only the slice is kept.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startFakeGitHub } from '../libs/testing/src/index.ts'
import { cutSlice } from './openapi/cut-slice.ts'

const PACKAGE = '@octokit/openapi'
const VERSION = '23.0.2'
const DOCUMENT = 'package/generated/api.github.com.json'
const target = new URL('../libs/testing/fixtures/github-openapi.json', import.meta.url)
/** What the stand-in sends. */
const events = [
  'issue_comment created',
  'issue_comment edited',
  'pull_request closed',
  'pull_request opened',
  'pull_request synchronize',
  'push',
  'workflow_job completed',
  'workflow_run completed',
  'workflow_run in_progress',
  'workflow_run requested',
]

const dir = mkdtempSync(join(tmpdir(), 'millwright-openapi-'))
try {
  execFileSync('npm', ['pack', '--silent', `${PACKAGE}@${VERSION}`], { cwd: dir })
  execFileSync('tar', ['xzf', `octokit-openapi-${VERSION}.tgz`, DOCUMENT], { cwd: dir })
  const api = JSON.parse(readFileSync(join(dir, DOCUMENT), 'utf8'))
  const github = await startFakeGitHub({
    dir: join(dir, 'github'),
    webhook: { url: null, secret: 's' },
  })
  const source = `${PACKAGE} ${VERSION}, MIT licence, without its descriptions and examples`
  const slice = cutSlice(mend(api), source, { routes: github.routes, events })
  await github.close()
  writeFileSync(target, oneALine(slice))
} finally {
  rmSync(dir, { recursive: true })
}

/**
 * The package merges the two kinds of accounts that can hold an installation into one with the
 * fields of both; the schema `installation` has them as GitHub gives them, one or the other.
 */
function mend<T extends { paths: object }>(api: T): T {
  const schema = { type: 'array', items: { $ref: '#/components/schemas/installation' } }
  const answer = { responses: { 200: { content: { 'application/json': { schema } } } } }
  return { ...api, paths: { ...api.paths, '/app/installations': { get: answer } } }
}

/** A line for each operation, event and schema, so that a change of the slice can be read. */
function oneALine({ source, ...groups }: ReturnType<typeof cutSlice>): string {
  const parts = Object.entries(groups).map(([name, group]) => {
    const lines = Object.entries(group).map(
      ([k, v]) => `${JSON.stringify(k)}: ${JSON.stringify(v)}`,
    )
    return `"${name}": {\n${lines.join(',\n')}\n}`
  })
  return `{\n"source": ${JSON.stringify(source)},\n${parts.join(',\n')}\n}\n`
}
