import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createJail, type Sandbox } from '@millwright/sandbox'
import {
  cacheVariables,
  depsVariables,
  withoutInstallScripts,
} from '../../apps/worker/src/dependency-places.ts'
import { sourceOf, wheelOf } from './pip-cases.ts'
import type { RunnerPlace } from './try-runner.ts'

/** What pip did with one requirement in a jail that is set up as for a task. */
export interface PipTry {
  readonly what: string
  readonly isInstalled: boolean
  /** Whether code of the package ran while it was installed. */
  readonly hasRun: boolean
  /** Whether that is what the documents say. */
  readonly isAsTold: boolean
}

const TIMEOUT_MS = 60_000
const zip = 'cd plain && /usr/bin/env python3 -m zipfile -c ../links/plain-1.0-py3-none-any.whl *'
const tar = 'tar czf links/source-1.0.tar.gz --transform s/^source/source-1.0/ source'
const pip = 'python3 -m pip install --user --no-index --find-links links'
/** What a repository itself asks to be built is its own code; what an index offers is not. */
const wishes = [
  ['a wheel', `${pip} plain`, 'plain', 'unpacked'],
  ['a source package of an index', `${pip} source`, 'source', 'refused'],
  ['one that a requirements file allows by name', `${pip} -r allowed.txt`, 'source', 'built'],
  ['one by its address', `${pip} --no-build-isolation -r address.txt`, 'source', 'built'],
] as const

/** Tries what `install_scripts: false` comes to with the pip of this machine; null without one. */
export async function tryPip(sandbox: Sandbox, place: RunnerPlace): Promise<PipTry[] | null> {
  const root = await mkdtemp(join(tmpdir(), 'millwright-pip-'))
  const run = await treeIn(root, sandbox, place)
  try {
    if ((await run('python3 -m pip --version')).exitCode !== 0) return null
    const made = await run(`mkdir links && (${zip}) && ${tar}`)
    if (made.exitCode !== 0) throw new Error(`packages not made: ${made.output}`)
    const tries: PipTry[] = []
    for (const [what, command, name, told] of wishes) {
      const { exitCode } = await run(command)
      const hasRun = (await readdir(join(root, 'tree'))).includes('MARK')
      const isInstalled = exitCode === 0
      const end = hasRun ? 'built' : isInstalled ? 'unpacked' : 'refused'
      tries.push({ what, isInstalled, hasRun, isAsTold: end === told })
      await run(`rm -f MARK; python3 -m pip uninstall -y ${name}`)
    }
    return tries
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}

async function treeIn(root: string, sandbox: Sandbox, { path, readOnlyPaths }: RunnerPlace) {
  const [dir, deps, cache] = ['tree', 'deps', 'cache'].map((name) => join(root, name))
  if (dir === undefined || deps === undefined || cache === undefined) throw new Error('no folder')
  for (const folder of [deps, cache]) await mkdir(folder)
  const files = {
    ...sourceOf('source', '/workspace/MARK'),
    ...Object.fromEntries(
      Object.entries(wheelOf('plain')).map(([p, text]) => [`plain/${p}`, text]),
    ),
    'allowed.txt': '--no-binary source\nsource\n',
    'address.txt': 'source @ file:///workspace/links/source-1.0.tar.gz\n',
  }
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, file)), { recursive: true })
    await writeFile(join(dir, file), text)
  }
  const mounts = [
    { from: deps, to: '/deps', writable: true },
    { from: cache, to: '/cache', writable: true },
  ]
  const jail = createJail({ ...sandbox, workspace: { dir }, readOnlyPaths, mounts })
  const places = { deps: '/deps', cache: '/cache' }
  const env = {
    PATH: path,
    ...depsVariables(places),
    ...cacheVariables(places),
    ...withoutInstallScripts,
  }
  return (command: string) => jail.run({ command, env, timeoutMs: TIMEOUT_MS })
}
