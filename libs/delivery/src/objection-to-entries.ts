/** An ordinary file. Everything else (links, submodules, new executables) a person must commit. */
const FILE = '100644'
const EXECUTABLE = '100755'
const NOTHING = '000000'

/**
 * Reads `git diff-index --raw -z` and says what must not be published, or null when nothing is
 * against it. The form is in https://git-scm.com/docs/git-diff-index ("raw output format").
 */
export function objectionToEntries(raw: string): string | null {
  if (raw === '') return 'the patch changes nothing'
  const parts = raw.split('\0')
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [head = '', path = ''] = parts.slice(at, at + 2)
    const modes = /^:(\d{6}) (\d{6}) [0-9a-f]{40} [0-9a-f]{40} [ADM]$/.exec(head)
    if (modes === null) return `git describes a change that is none of ours: ${head.slice(0, 100)}`
    const [, before = '', after = ''] = modes
    const objection = objectionToModes(before, after) ?? objectionToPath(path)
    if (objection !== null) return `${objection}: ${JSON.stringify(path.slice(0, 200))}`
  }
  return null
}

function objectionToModes(before: string, after: string): string | null {
  const isFile = (mode: string) => mode === FILE || mode === EXECUTABLE
  if (before === NOTHING) return after === FILE ? null : 'the patch adds what is no ordinary file'
  if (!isFile(before)) return 'the patch touches a link or a submodule'
  if (after === NOTHING || after === before) return null
  return 'the patch changes what a file is'
}

/**
 * Names that mean something else on another file system, or to git itself.
 * git refuses most of them by itself; this holds when its configuration does not.
 */
function objectionToPath(path: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (path === '' || /[\\\0-\x1f\x7f]/.test(path))
    return 'the patch uses a file name of odd characters'
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return 'the patch uses an absolute path'
  const isOdd = (part: string) => /^(|\.|\.\.|\.git[ .]*|git~\d+|\.gitmodules)$/i.test(part)
  return path.split('/').some(isOdd) ? 'the patch reaches for git itself or out of the tree' : null
}
