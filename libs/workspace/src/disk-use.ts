import { run } from '@millwright/exec'

const DU_MS_MAX = 60_000
const DU_BYTES_MAX = 1_000_000

/** Bytes on disk of each folder; one that is not there is left out. */
export async function sizesOf(dirs: readonly string[]): Promise<Map<string, number>> {
  if (dirs.length === 0) return new Map()
  // A file that goes away meanwhile makes du complain; what it could count still counts.
  const { stdout } = await run(['du', '-sk', '--', ...dirs], {
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    timeoutMs: DU_MS_MAX,
    outputBytesMax: DU_BYTES_MAX,
  })
  const lines = stdout.split('\n').map((line) => /^(\d+)\t(.+)$/.exec(line))
  return new Map(lines.flatMap((m) => (m ? [[m[2] ?? '', Number(m[1]) * 1024] as const] : [])))
}
