import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { run } from '@millwright/exec'
import { createJail } from './create-jail.ts'
import { findCgroup } from './find-cgroup.ts'
import { type LimitsHeld, limitsHeld } from './jail-limits.ts'
import { SandboxError } from './sandbox-error.ts'

/** How commands of strangers can be run here. Spread it into the options of `createJail`. */
export type Sandbox = {
  mode: 'bwrap' | 'none'
  /** Present in mode `bwrap`. */
  bwrap?: string | undefined
  /** One sentence for an operator. */
  why: string
  /** What the limits of its commands are held by. */
  held: LimitsHeld
}

export type FindSandboxOptions = {
  mode: 'auto' | 'bwrap' | 'none'
  /** Set-up may have put a copy of bubblewrap under `tools/bin` in it. */
  dataDir?: string | undefined
  /** Looked at before all other places. */
  candidates?: readonly string[] | undefined
}

const PROBE_MS_MAX = 10_000
const OUTPUT_BYTES_MAX = 10_000
/** The first with `--disable-userns` and `--size`. */
const OLDEST = [0, 8] as const
const usualPlaces = ['/usr/bin/bwrap', '/usr/local/bin/bwrap', '/run/current-system/sw/bin/bwrap']
const installed = fileURLToPath(new URL('../../../.millwright/tools/bin/bwrap', import.meta.url))

/**
 * Finds a bubblewrap that can really make our jail on this machine, by making one.
 * @throws SandboxError when there is none and mode `none` was not asked for by name.
 */
export async function findSandbox(options: FindSandboxOptions): Promise<Sandbox> {
  if (options.mode === 'none') {
    const held = limitsHeld('none', findCgroup())
    return { mode: 'none', why: 'sandbox.mode is none: commands run without a jail', held }
  }
  const own = options.dataDir === undefined ? [] : [join(options.dataDir, 'tools/bin/bwrap')]
  const places = [await onPath(), ...usualPlaces, ...own, installed]
  return firstThatWorks([...(options.candidates ?? []), ...places])
}

/** @throws SandboxError naming what is wrong with each that exists. */
export async function firstThatWorks(places: readonly string[]): Promise<Sandbox> {
  const problems: string[] = []
  for (const bwrap of new Set(places.filter((path) => existsSync(path)))) {
    const problem = await problemWith(bwrap)
    if (problem === null) {
      const held = limitsHeld('bwrap', findCgroup())
      return { mode: 'bwrap', bwrap, why: `${bwrap} makes a jail here`, held }
    }
    problems.push(`${bwrap}: ${problem}`)
  }
  const found = problems.length === 0 ? 'bubblewrap was not found' : problems.join('; ')
  throw new SandboxError(
    `no sandbox: ${found}. Install bubblewrap 0.8 or newer (apt-get install bubblewrap) and ` +
      'allow user namespaces, or set sandbox.mode to none to run strangers’ code unprotected',
  )
}

/** The shell knows the search path; only libs/config may read our environment. */
async function onPath(): Promise<string> {
  const search = promisify(execFile)('/bin/sh', ['-c', 'command -v bwrap || true'])
  return (await search).stdout.trim()
}

async function problemWith(bwrap: string): Promise<string | null> {
  const dir = await mkdtemp(join(tmpdir(), 'millwright-probe-'))
  try {
    const limits = { env: {}, timeoutMs: PROBE_MS_MAX, outputBytesMax: OUTPUT_BYTES_MAX }
    const version = (await run([bwrap, '--version'], limits)).stdout.trim()
    if (isTooOld(version)) return `is "${version}", older than ${OLDEST.join('.')}`
    // A small /tmp says nothing about bubblewrap.
    const small = { diskFreeMb: 0 }
    const jail = createJail({
      workspace: { dir },
      readOnlyPaths: [],
      mode: 'bwrap',
      bwrap,
      limits: small,
    })
    const made = await jail.run({ command: ['true'], timeoutMs: PROBE_MS_MAX })
    return made.exitCode === 0 ? null : `a jail for "true" ended with ${made.exitCode}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

function isTooOld(version: string): boolean {
  const [major = 0, minor = 0] = (version.match(/\d+/g) ?? []).map(Number)
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])
}
