import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type GitOptions, git, gitOrThrow } from '@millwright/exec'
import type { GateFinding, GateResult } from '@millwright/protocol'
import { blocked, type CheckPatchOptions, checkPatch } from './check-patch.ts'
import { parsePatch } from './patch/parse-patch.ts'
import type { PatchFile } from './patch/patch-file.ts'
import { readOtherwise } from './read-otherwise.ts'

const LIMITS = { files: 5, lines: 400 }
const GIT_TIMEOUT_MS = 60_000
const REASON_CHARS_MAX = 300

/**
 * Checks a patch as `checkPatch` does, that it applies to the commit that is checked out in
 * `repoDir`, or to `base`, and that git makes of it what the gate read. Touches nothing there: neither files, nor
 * index, nor git's objects.
 * Never throws: a directory that is no repository blocks the patch.
 */
export async function gateRepository(
  given: Omit<CheckPatchOptions, 'limits'> & {
    repoDir: string
    /** A commit by its hash; the one that is checked out unless told. */
    base?: string
    limits?: CheckPatchOptions['limits']
    signal?: AbortSignal
  },
): Promise<GateResult> {
  const { repoDir, patch, base = 'HEAD', limits = LIMITS, signal, ...rest } = given
  const result = checkPatch({ ...rest, patch, limits })
  const isUnreadable = result.findings.some(({ path }) => path === '')
  if (isUnreadable) return result
  const side = await mkdtemp(join(tmpdir(), 'millwright-gate-'))
  try {
    const here: GitOptions = { cwd: resolve(repoDir), signal, timeoutMs: GIT_TIMEOUT_MS }
    const local = { ...here, cwd: await topOf(here, resolve(repoDir)) }
    const options = { ...local, env: await aside(local, side) }
    const findings = await objectionsOf(options, base, patch)
    if (findings.length === 0) return result
    return {
      ...result,
      decision: 'block',
      findings: [...findings, ...result.findings].slice(0, 200),
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown'
    return blocked('gate-error', `the repository could not be read: ${reason}`)
  } finally {
    await rm(side, { recursive: true, force: true })
  }
}

/** Called in a folder, git would leave out what lies beside it; a bare repository has no top. */
async function topOf(options: GitOptions, dir: string): Promise<string> {
  const top = await git(['rev-parse', '--show-toplevel'], options)
  return top.exitCode === 0 ? top.stdout.replace(/\n$/, '') : dir
}

/** An index and new objects of our own; those of the repository are only read. */
async function aside(options: GitOptions, side: string): Promise<Record<string, string>> {
  const found = await gitOrThrow(['rev-parse', '--git-path', 'objects'], options)
  const objects = join(side, 'objects')
  const shared = resolve(options.cwd ?? '.', found.stdout.trim())
  await mkdir(objects)
  return {
    GIT_INDEX_FILE: join(side, 'index'),
    GIT_OBJECT_DIRECTORY: objects,
    // In quotes, so that a colon in the path ends nothing.
    GIT_ALTERNATE_OBJECT_DIRECTORIES: JSON.stringify(shared),
  }
}

async function objectionsOf(
  options: GitOptions,
  base: string,
  patch: string,
): Promise<GateFinding[]> {
  await gitOrThrow(['read-tree', base], options)
  const listed = await gitOrThrow(['ls-files', '--cached', '-z'], options)
  const apply = ['apply', '--cached', '--whitespace=nowarn', '-']
  const applied = await git(apply, { ...options, stdin: patch })
  if (applied.exitCode !== 0) {
    const reason = applied.stderr.replaceAll(/\s+/g, ' ').trim().slice(0, REASON_CHARS_MAX)
    return [finding('does-not-apply', '', `the patch does not apply: ${reason}`)]
  }
  const files = parsePatch(patch)
  return [...(await readOtherwise(options, base, files)), ...collisions(files, listed.stdout)]
}

/** New names that the repository has in other letters. */
function collisions(files: readonly PatchFile[], listed: string): GateFinding[] {
  const known = new Map(listed.split('\0').map((path) => [fold(path), path]))
  return files
    .filter(({ change }) => change !== 'deleted' && change !== 'modified')
    .flatMap(({ path }) => {
      const other = known.get(fold(path))
      if (other === undefined || other === path) return []
      return [finding('case-collision', path, `"${other}" in the repository is the same name`)]
    })
}

function finding(rule: string, path: string, why: string): GateFinding {
  return { rule, path: path.slice(0, 1000), line: null, why: why.slice(0, 1000) }
}

function fold(path: string): string {
  return path.normalize('NFKC').toLowerCase()
}
