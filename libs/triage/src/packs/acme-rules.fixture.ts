import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A pack in which nothing is wrong. */
export const acmePack = `schema: 1
tool: acme
rules:
  - id: broken
    tier: 30
    category: build-error
    summary: Acme cannot build {{ file }}.
    match: ['^acme: cannot build (?P<file>\\S+)']
    captures: { file: path }
    replay: ['acme build {{ files }}']
    examples: { hit: ["acme: cannot build src/a.acme"] }
`

/** A list of known issues in which nothing is wrong. */
export const acmeIssues = `schema: 1
known_issues:
  - id: mirror-down
    match: ['mirror\\.acme\\.example: the owl is asleep']
    link: https://tracker.acme.example/7
    note: The mirror is being moved.
    verdict: INVESTIGATE
    expires: 2030-06-30
`

/** A folder of rule files that goes when the test ends. */
export async function ruleFolder(files: Record<string, string>) {
  const path = await mkdtemp(join(tmpdir(), 'rules-'))
  const write = async (name: string, text: string) => {
    const file = join(path, name)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
  for (const [name, text] of Object.entries(files)) await write(name, text)
  return { path, write, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
