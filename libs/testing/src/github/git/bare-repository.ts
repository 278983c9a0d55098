import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gitEnvironment, runProgram } from '../../run-program.ts'

/** Runs git on a bare repository and gives back standard output without the last newline. */
export async function bareGit(gitDir: string, ...args: string[]): Promise<string> {
  const output = await runProgram(['git', '--git-dir', gitDir, ...args])
  return output.toString().replace(/\n$/, '')
}

/**
 * Makes a bare repository that is served as GitHub serves one: no force push, any reachable
 * commit may be fetched by its sha, and nobody pushes to `refs/pull`.
 */
export async function initBareRepository(gitDir: string, defaultBranch: string): Promise<void> {
  await mkdir(gitDir, { recursive: true })
  const init = ['init', '--quiet', '--bare', '--template=', `--initial-branch=${defaultBranch}`]
  await runProgram(['git', ...init, gitDir], { env: gitEnvironment })
  const settings: Record<string, string> = {
    'gc.auto': '0',
    'http.receivepack': 'true',
    'receive.denyNonFastForwards': 'true',
    'receive.autogc': 'false',
    'receive.hideRefs': 'refs/pull',
    'uploadpack.allowAnySHA1InWant': 'true',
    'uploadpack.allowFilter': 'true',
  }
  for (const [name, value] of Object.entries(settings)) await bareGit(gitDir, 'config', name, value)
}

/** Branch name → sha. */
export async function readBranches(gitDir: string): Promise<Map<string, string>> {
  const format = '--format=%(objectname) %(refname:lstrip=2)'
  const lines = await bareGit(gitDir, 'for-each-ref', format, 'refs/heads')
  const pairs = lines.split('\n').filter((line) => line !== '')
  return new Map(pairs.map((line): [string, string] => [line.slice(41), line.slice(0, 40)]))
}

/** The sha of a branch, a full ref or a commit; null when there is none. */
export async function resolveCommit(gitDir: string, name: string): Promise<string | null> {
  const candidates = name.startsWith('refs/') ? [name] : [`refs/heads/${name}`, name]
  for (const candidate of candidates) {
    // An argument that begins with a dash would be read as an option.
    if (candidate.startsWith('-')) continue
    const loose = await readLooseRef(gitDir, candidate)
    if (loose !== null) return loose
    const sha = await bareGit(gitDir, 'rev-parse', '--verify', '--quiet', `${candidate}^{commit}`)
      // Git answers exit 1 for a name it does not know.
      .catch(() => '')
    if (sha !== '') return sha
  }
  return null
}

const plainRef = /^refs\/(?:heads|pull)\/[A-Za-z0-9_-]+(?:\/[A-Za-z0-9_-]+)*$/

/** Most questions are about a branch, whose file answers without a process; else null. */
async function readLooseRef(gitDir: string, name: string): Promise<string | null> {
  if (!plainRef.test(name)) return null
  const text = await readFile(join(gitDir, name), 'utf8').catch(() => '')
  return /^([0-9a-f]{40})\n$/.exec(text)?.[1] ?? null
}

/** The content of a file at a commit; null when it is not there. */
export function readFileAt(gitDir: string, sha: string, path: string): Promise<string | null> {
  return bareGit(gitDir, 'cat-file', 'blob', `${sha}:${path}`).catch(() => null)
}

/** The files right inside a folder at a commit, as full paths. */
export async function listFolderAt(gitDir: string, sha: string, folder: string): Promise<string[]> {
  const output = await bareGit(gitDir, 'ls-tree', '--name-only', sha, `${folder}/`)
  return output.split('\n').filter((path) => path !== '')
}
