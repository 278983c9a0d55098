import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ExecError, run } from '@millwright/exec'
import type { Proof } from '@millwright/protocol'
import { createJail, type Sandbox } from '@millwright/sandbox'
import { runProofs } from '@millwright/validation'
import type { RunnerCase } from './runner-case.ts'

/** What the jail of a runner sees besides the system. */
export interface RunnerPlace {
  readonly path: string
  /** Folders that are read there, at the same place. */
  readonly readOnlyPaths: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

const TIMEOUT_MS = 300_000

/** Runs the tests of a case in a real jail without network; null when its runner is not here. */
export async function tryRunner(
  one: RunnerCase,
  sandbox: Sandbox,
  place: RunnerPlace,
): Promise<Proof | null> {
  const env = { PATH: place.path, ...place.env }
  const probe = { env, timeoutMs: TIMEOUT_MS, outputBytesMax: 10_000 }
  const found = await run([...one.probe], probe).catch(absent)
  if (found?.exitCode !== 0) return null
  const root = await mkdtemp(join(tmpdir(), 'millwright-runner-'))
  try {
    return await prove(one, sandbox, place, root)
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}

/** A machine that can start nothing at the moment has the runner all the same. */
function absent(error: unknown): null {
  const cause = error instanceof ExecError ? error.cause : null
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
  throw error
}

async function prove(
  one: RunnerCase,
  sandbox: Sandbox,
  place: RunnerPlace,
  root: string,
): Promise<Proof | null> {
  const [dir, outside] = [join(root, 'tree'), join(root, 'reports')]
  await mkdir(outside)
  for (const [path, text] of Object.entries(one.files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true })
    await writeFile(join(dir, path), text)
  }
  const mounts = [{ from: outside, to: '/reports', writable: true }]
  const { readOnlyPaths } = place
  const jail = createJail({ ...sandbox, workspace: { dir }, readOnlyPaths, mounts })
  const env = { PATH: place.path, ...place.env }
  const named = one.report === undefined ? null : ({ format: 'junit', path: one.report } as const)
  const options = {
    jail: {
      run: (command: Parameters<typeof jail.run>[0]) =>
        jail.run({ ...command, env: { ...env, ...command.env } }),
    },
    timeoutMs: TIMEOUT_MS,
    signal: new AbortController().signal,
    redact: (text: string) => text,
    targets: [one.target],
  }
  if (one.before !== undefined) await runProofs({ ...options, commands: [one.before] })
  const reports = { outside, inside: '/reports', named }
  const [proof] = await runProofs({ ...options, reports, commands: [one.command] })
  return proof ?? null
}
