import { access, constants, mkdir, statfs } from 'node:fs/promises'
import { configWarnings } from '@millwright/config'
import { git } from '@millwright/exec'
import { type Check, configured, type Finding } from './check.ts'

const NODE_OLDEST = [20, 20] as const
const FREE_MB_MIN = 1_000
const MB = 2 ** 20
const PROBE_MS_MAX = 10_000
/** The first git whose configuration can come from the environment (GIT_CONFIG_COUNT). */
const GIT_OLDEST = [2, 31] as const

export const nodeCheck: Check = {
  name: 'Node.js',
  run: async () => {
    const detail = `version ${process.versions.node}`
    if (isAtLeast(process.versions.node, NODE_OLDEST)) return { ok: true, detail }
    return { ok: false, detail, fix: `install Node.js ${NODE_OLDEST.join('.')} or newer` }
  },
}

export const configCheck: Check = {
  name: 'configuration',
  run: async ({ configs, configProblem }) => {
    if (configs === null) {
      return { ok: false, detail: configProblem, fix: 'millwright config check lists the problems' }
    }
    const warnings = new Set(Object.values(configs).flatMap(configWarnings))
    return { ok: true, detail: ['can be used', ...warnings].join('; ') }
  },
}

export const dataDirCheck: Check = configured('data directory', async ({ cli }) => {
  const dir = cli.data_dir
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 })
    await access(dir, constants.W_OK | constants.X_OK)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { ok: false, detail: why, fix: `make ${dir} writable, or set data_dir` }
  }
  const { bavail, bsize } = await statfs(dir)
  return judgeSpace(dir, Math.floor((bavail * bsize) / MB))
})

/** Exported for its test: no test fills a disk. */
export function judgeSpace(dir: string, freeMb: number): Finding {
  const detail = `${dir} has ${freeMb} MB free`
  if (freeMb >= FREE_MB_MIN) return { ok: true, detail }
  return { ok: false, detail, fix: `free ${FREE_MB_MIN} MB there, or set data_dir` }
}

export const gitCheck: Check = {
  name: 'git',
  run: async () => {
    const fix = `install git ${GIT_OLDEST.join('.')} or newer: apt-get install git`
    try {
      const { stdout } = await git(['version'], { timeoutMs: PROBE_MS_MAX })
      const detail = stdout.trim()
      const version = /\d+\.\d+[.\d]*/.exec(detail)?.[0] ?? ''
      return isAtLeast(version, GIT_OLDEST) ? { ok: true, detail } : { ok: false, detail, fix }
    } catch (error) {
      return { ok: false, detail: error instanceof Error ? error.message : 'not found', fix }
    }
  },
}

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [first = 0, second = 0] = version.split('.').map(Number)
  return first > major || (first === major && second >= minor)
}
