import { parseHunks } from './parse-hunks.ts'
import type { PatchFile } from './patch-file.ts'
import { PatchLines } from './patch-lines.ts'
import { unquotePath } from './unquote-path.ts'

/**
 * Reads the output of `git diff`, and nothing but that: a reader that skips what it does not
 * understand would not see all that `git apply` sees. Throws PatchError.
 * The form is in https://git-scm.com/docs/diff-format ("Generating patch text with -p").
 */
export function parsePatch(text: string): PatchFile[] {
  const lines = new PatchLines(text)
  const files: PatchFile[] = []
  while (!lines.isAtEnd) files.push(parseFile(lines))
  return files
}

function parseFile(lines: PatchLines): PatchFile {
  const header = lines.takeIf(/^diff --git (.+)$/s)
  if (header === null) throw lines.error('a file does not start with "diff --git"')
  const modes = parseModes(lines)
  const move = parseMove(lines)
  const index = lines.takeIf(/^index [0-9a-f]{4,64}\.\.[0-9a-f]{4,64}(?: (\d{6}))?$/)?.[1] ?? null
  const { path, oldPath } = parseNames(lines, header[1] ?? '', move)
  if (move !== null && modes.change !== 'modified') {
    throw lines.error('a file is renamed and made or deleted at once')
  }
  const isBinary = skipBinary(lines)
  if (!isBinary) {
    takeNames(
      lines,
      modes.change === 'added' ? null : oldPath,
      modes.change === 'deleted' ? null : path,
    )
  }
  const file: PatchFile = {
    ...{ path, oldPath, isBinary, change: move?.change ?? modes.change },
    oldMode: modes.old ?? index,
    newMode: modes.new ?? index,
    hunks: isBinary ? [] : parseHunks(lines),
  }
  const isEmpty = file.hunks.length === 0 && !isBinary && file.oldMode === file.newMode
  if (isEmpty && file.change === 'modified') throw lines.error('a file is named but not changed')
  return file
}

function parseModes(lines: PatchLines) {
  const take = (what: string) => lines.takeIf(new RegExp(`^${what} mode (\\d{6})$`))?.[1] ?? null
  const [oldMode, newMode, deleted, added] = [
    take('old'),
    take('new'),
    take('deleted file'),
    take('new file'),
  ]
  const isMixed = [oldMode, deleted, added].filter((mode) => mode !== null).length > 1
  if (isMixed || (oldMode === null) !== (newMode === null)) {
    throw lines.error('the modes of a file contradict each other')
  }
  const change: PatchFile['change'] =
    added !== null ? 'added' : deleted !== null ? 'deleted' : 'modified'
  return { change, old: oldMode ?? deleted, new: newMode ?? added }
}

interface Move {
  change: 'renamed' | 'copied'
  from: string
  to: string
}

function parseNames(lines: PatchLines, names: string, move: Move | null) {
  const path = move === null ? commonPath(names) : move.to
  if (path === null) throw lines.error('the names of a file differ, or are of another form')
  if (move !== null && !namesAre(names, move)) {
    throw lines.error('a rename names other files than its header')
  }
  return { path, oldPath: move?.from ?? path }
}

function parseMove(lines: PatchLines): Move | null {
  const similarity = lines.takeIf(/^(?:dis)?similarity index \d{1,3}%$/)
  const from = lines.takeIf(/^(rename|copy) from (.+)$/s)
  if (from === null) return null
  const to = lines.takeIf(/^(rename|copy) to (.+)$/s)
  const [oldName, newName] = [nameOf(from[2] ?? ''), nameOf(to?.[2] ?? '')]
  if (to?.[1] !== from[1] || similarity === null || oldName === null || newName === null) {
    throw lines.error('a rename or copy is not complete')
  }
  return { change: from[1] === 'rename' ? 'renamed' : 'copied', from: oldName, to: newName }
}

/** `a/P b/P` gives P; null when the two names are not the same. */
function commonPath(names: string): string | null {
  const quoted = /^("a\/.*") ("b\/.*")$/s.exec(names)
  // Otherwise both halves have the same length, which settles where a name with spaces ends.
  const half = (names.length - 1) / 2
  const [a, b] = quoted?.slice(1) ?? [names.slice(0, half), names.slice(half + 1)]
  const path = nameOf(a ?? '')?.slice(2) ?? ''
  const isSame = nameOf(a ?? '') === `a/${path}` && nameOf(b ?? '') === `b/${path}`
  return path !== '' && isSame ? path : null
}

function namesAre(names: string, { from, to }: Move): boolean {
  const quoted = /^("(?:[^"\\]|\\.)*") (.+)$/s.exec(names)
  const at = from.length + 'a/'.length
  const [a, b] = quoted?.slice(1) ?? [names.slice(0, at), names.slice(at + 1)]
  return nameOf(a ?? '') === `a/${from}` && nameOf(b ?? '') === `b/${to}`
}

/** A name as it stands, or taken out of its quotes; null for one that git would have quoted. */
function nameOf(name: string): string | null {
  if (name.startsWith('"')) return unquotePath(name)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return /["\\\u0000-\u001f\u007f]/.test(name) ? null : name
}

/** The `---` and `+++` lines, which git leaves out where no line changes; null is `/dev/null`. */
function takeNames(lines: PatchLines, oldPath: string | null, newPath: string | null): void {
  const from = lines.takeIf(/^--- (.+)$/s)
  if (from === null) return
  const to = lines.takeIf(/^\+\+\+ (.+)$/s)
  if (to === null) throw lines.error('"---" stands without "+++"')
  const isName = (given: string, side: string, path: string | null) => {
    // git ends a name that has spaces with a tab.
    const name = nameOf(given.replace(/\t$/, ''))
    return name === (path === null ? '/dev/null' : `${side}/${path}`)
  }
  if (!isName(from[1] ?? '', 'a', oldPath) || !isName(to[1] ?? '', 'b', newPath)) {
    throw lines.error('"---" and "+++" name other files than the header')
  }
  if (!lines.next?.startsWith('@@')) throw lines.error('a file has names but no hunk')
}

/** The content of a binary file is not read: no rule lets one through. */
function skipBinary(lines: PatchLines): boolean {
  if (lines.takeIf(/^Binary files .+ differ$/s) !== null) return true
  if (lines.takeIf(/^GIT binary patch$/) === null) return false
  for (let part = 0; part < 2 && lines.takeIf(/^(?:literal|delta) \d{1,10}$/) !== null; part++) {
    while (lines.takeIf(/^[A-Za-z][!-~]{5,70}$/) !== null);
    if (lines.takeIf(/^$/) === null) throw lines.error('binary data has another form')
  }
  return true
}
