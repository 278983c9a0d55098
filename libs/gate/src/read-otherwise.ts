import { type GitOptions, gitOrThrow } from '@millwright/exec'
import type { GateFinding } from '@millwright/protocol'
import type { PatchFile } from './patch/patch-file.ts'
import { rebuild } from './patch/rebuild.ts'

/** More files than any limit allows are not compared one by one; such a patch is refused anyway. */
const FILES_MAX = 100
const BLOB_BYTES_MAX = 20_000_000
const NO_FILE = /^0+$/

/** One path that git says was changed. */
interface Entry {
  path: string
  mode: string
  blob: string
}

/**
 * Compares what git made of a patch in the index with what the gate read in it: the same paths, the
 * same modes, and each file the same to the letter. Gives one finding for each difference.
 */
export async function readOtherwise(
  options: GitOptions,
  base: string,
  files: readonly PatchFile[],
): Promise<GateFinding[]> {
  if (files.length > FILES_MAX) return [finding('', 'the patch has too many files to compare')]
  const entries = await entriesOf(options, base)
  const claimed = new Map(files.flatMap(claimsOf))
  const findings: GateFinding[] = []
  for (const { path, mode, blob } of entries) {
    const file = claimed.get(path)
    claimed.delete(path)
    if (file === undefined) findings.push(finding(path, 'git changes this file as well'))
    else if (NO_FILE.test(blob)) {
      if (file !== 'gone') findings.push(finding(path, 'git deletes this file'))
    } else if (file === 'gone') findings.push(finding(path, 'git does not delete this file'))
    else if (file.newMode !== null && file.newMode !== mode)
      findings.push(finding(path, 'git gives this file another mode'))
    else if (!(await isSame(options, base, file, blob)))
      findings.push(finding(path, 'git puts the changed lines elsewhere than the patch says'))
  }
  return [
    ...findings,
    ...[...claimed.keys()].map((path) => finding(path, 'git does not change this file')),
  ]
}

/** Paths before and after, with what stands there then. */
function claimsOf(file: PatchFile): [string, PatchFile | 'gone'][] {
  if (file.change === 'deleted') return [[file.path, 'gone']]
  const after: [string, PatchFile] = [file.path, file]
  return file.change === 'renamed' ? [[file.oldPath, 'gone'], after] : [after]
}

async function entriesOf(options: GitOptions, base: string): Promise<Entry[]> {
  const diff = ['diff-index', '--cached', '--raw', '-z', '--no-renames', '--full-index', base]
  const fields = (await gitOrThrow(diff, options)).stdout.split('\0')
  return fields.flatMap((field, at) => {
    const [, mode = '', , blob = ''] = field.split(' ')
    return field.startsWith(':') ? [{ path: fields[at + 1] ?? '', mode, blob }] : []
  })
}

/** A binary file is refused by a rule of its own, and has no lines to compare. */
async function isSame(
  options: GitOptions,
  base: string,
  file: PatchFile,
  blob: string,
): Promise<boolean> {
  if (file.isBinary) return true
  const read = async (name: string) =>
    (
      await gitOrThrow(['cat-file', 'blob', name], {
        ...options,
        outputBytesMax: BLOB_BYTES_MAX,
      })
    ).stdout
  const before = file.change === 'added' ? '' : await read(`${base}:${file.oldPath}`)
  return rebuild(before, file) === (await read(blob))
}

function finding(path: string, why: string): GateFinding {
  return { rule: 'read-otherwise', path: path.slice(0, 1000), line: null, why }
}
