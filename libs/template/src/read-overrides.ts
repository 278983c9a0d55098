import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type BuiltTemplate, buildTemplate } from './build-template.ts'
import { checkNarrows } from './check-narrows.ts'
import type { Partials } from './prompt-source.ts'
import { readFolder } from './read-folder.ts'
import type { Fixtures } from './run-fixtures.ts'
import { type Report, TemplateError } from './template-error.ts'

/** Repositories that may have templates of their own. */
export const REPOS_MAX = 100

/**
 * Reads the templates that stand for one repository instead of the common ones:
 * `repos/<owner>__<name>/<template>.prompt.md` in the operator's own folder, never in the
 * repository. They share partials and fixtures, and may only narrow what the common one allows.
 */
export async function readOverrides(
  folder: string,
  shared: { partials: Partials; fixtures: Fixtures; common: readonly BuiltTemplate[] },
  report: Report,
): Promise<{ overrides: BuiltTemplate[]; files: number }> {
  const top = join(folder, 'repos')
  const entries = await readdir(top, { withFileTypes: true }).catch(() => [])
  const repos = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  if (repos.length > REPOS_MAX) {
    const place = { file: top, line: 1, column: 1 }
    report(new TemplateError(`more than ${REPOS_MAX} repositories`, place, ''))
  }
  const overrides: BuiltTemplate[] = []
  let files = 0
  for (const repo of repos.sort().slice(0, REPOS_MAX)) {
    for (const file of await readFolder(join(top, repo), '.prompt.md', report)) {
      files += 1
      const built = buildTemplate({ ...file, repo }, shared, report)
      if (built && checkNarrows(built.source, shared.common, report)) overrides.push(built)
    }
  }
  return { overrides, files }
}
