import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type GitOptions, git, gitOrThrow } from '@millwright/exec'
import type { GateFinding, GateResult } from '@millwright/protocol'
import { blocked, type CheckPatchOptions, checkPatch } from './check-patch.ts'
import { parsePatch } from './patch/parse-patch.ts'

const LIMITS = { files: 5, lines: 400 }
const GIT_TIMEOUT_MS = 60_000
const REASON_CHARS_MAX = 300

/**
 * Checks a patch as `checkPatch` does, and that it applies to the commit that is checked out in
 * `repoDir`. Touches nothing there: neither files, nor index, nor git's objects.
 * Never throws: a directory that is no repository blocks the patch.
 */
export async function gateRepository(
  options: Omit<CheckPatchOptions, 'limits'> & {
    repoDir: string
    limits?: CheckPatchOptions['limits']
    signal?: AbortSignal
  },
): Promise<GateResult> {
  const { repoDir, limits = LIMITS, signal, ...rest } = options
  const result = checkPatch({ ...rest, limits })
  const isUnreadable = result.findings.some(({ path }) => path === '')
  if (isUnreadable) return result
  const side = await mkdtemp(join(tmpdir(), 'millwright-gate-'))
  try {
    const env = { GIT_INDEX_FILE: join(side, 'index') }
    const git: GitOptions = { cwd: resolve(repoDir), env, signal, timeoutMs: GIT_TIMEOUT_MS }
    const findings = await objectionsOf(git, options.patch)
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

async function objectionsOf(options: GitOptions, patch: string): Promise<GateFinding[]> {
  await gitOrThrow(['read-tree', 'HEAD'], options)
  const check = ['apply', '--check', '--cached', '--whitespace=nowarn', '-']
  const applied = await git(check, { ...options, stdin: patch })
  if (applied.exitCode !== 0) {
    const reason = applied.stderr.replaceAll(/\s+/g, ' ').trim().slice(0, REASON_CHARS_MAX)
    return [finding('does-not-apply', '', `the patch does not apply: ${reason}`)]
  }
  const listed = await gitOrThrow(['ls-files', '--cached', '-z'], options)
  const known = new Map(listed.stdout.split('\0').map((path) => [fold(path), path]))
  return parsePatch(patch)
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
