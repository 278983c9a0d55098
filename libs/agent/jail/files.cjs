// Runs inside the jail with nothing but Node itself: one request as JSON on standard input, one
// answer `{ ok, text }` as JSON on standard output. A link can lead to nothing but jail content.
// A script and no module: a module takes a quarter longer to start.
'use strict'

const { lstatSync, mkdirSync, opendirSync, readFileSync, realpathSync, statSync, writeFileSync } =
  process.getBuiltinModule('node:fs')
const { dirname, join, relative, resolve, sep } = process.getBuiltinModule('node:path')

const FILE_BYTES_MAX = 2_000_000
const VIEW_LINES_MAX = 400
const LINE_CHARS_MAX = 1000
const ENTRIES_MAX = 300
const SEARCHED_FILES_MAX = 20_000
const MATCHES_MAX = 200
const MATCH_CHARS_MAX = 300
const CONTEXT_LINES = 3
const skipped = new Set(['.git', 'node_modules', '.venv', '__pycache__', 'dist', 'target'])
const root = realpathSync(process.cwd())

/** A reason that the model can act on. */
class Refusal extends Error {}

function view({ path, start_line: start = 1, end_line: end }) {
  const target = resolve(path)
  if (statOf(target).isDirectory()) return list(target)
  const lines = readText(target).split('\n')
  if (lines.at(-1) === '') lines.pop()
  if (start > lines.length) throw new Refusal(`${path} has only ${lines.length} lines`)
  const last = Math.min(end ?? Infinity, start + VIEW_LINES_MAX - 1, lines.length)
  const shown = numbered(lines, start, last)
  return start === 1 && last === lines.length
    ? shown
    : `${shown}\n(lines ${start} to ${last} of ${lines.length})`
}

function list(dir) {
  const names = entries(dir).map((e) => (e.isDirectory() ? `${e.name}/` : e.name))
  const rest = names.length - ENTRIES_MAX
  return [...names.slice(0, ENTRIES_MAX), ...(rest > 0 ? [`(${rest} more)`] : [])].join('\n')
}

function edit({ path, old_text: oldText, new_text: newText, create }) {
  const target = insideRoot(path)
  if (create !== undefined) {
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, create)
    return `wrote ${path}`
  }
  const text = readText(target)
  const hasCarriageReturns = !text.includes(oldText) && text.includes('\r\n')
  const [from, to] = hasCarriageReturns ? [crlf(oldText), crlf(newText)] : [oldText, newText]
  const at = text.indexOf(from)
  if (at < 0) throw new Refusal(`old_text is not in ${path}; view the file and copy it exactly`)
  if (text.includes(from, at + 1)) {
    throw new Refusal(`old_text stands more than once in ${path}; give more lines around it`)
  }
  const edited = text.slice(0, at) + to + text.slice(at + from.length)
  writeFileSync(target, edited)
  const first = text.slice(0, at).split('\n').length
  const last = first + to.split('\n').length - 1
  const lines = edited.split('\n')
  const context = numbered(
    lines,
    Math.max(1, first - CONTEXT_LINES),
    Math.min(lines.length, last + CONTEXT_LINES),
  )
  return `edited ${path}\n${context}`
}

function search({ pattern, path = '.' }) {
  const expression = compile(pattern)
  const found = []
  let files = 0
  for (const file of walk(resolve(path))) {
    files += 1
    if (files > SEARCHED_FILES_MAX || found.length >= MATCHES_MAX) break
    found.push(...matches(file, expression).slice(0, MATCHES_MAX - found.length))
  }
  if (found.length === 0) return 'no match'
  const isCut = found.length >= MATCHES_MAX || files > SEARCHED_FILES_MAX
  return isCut ? `${found.join('\n')}\n(there may be more: narrow the search)` : found.join('\n')
}

function matches(file, expression) {
  let text = ''
  try {
    text = readText(file)
  } catch (error) {
    if (error instanceof Refusal || error.code !== undefined) return []
    throw error
  }
  const name = relative(root, file)
  return text.split('\n').flatMap((line, index) => {
    const isMatch = expression.test(line.slice(0, LINE_CHARS_MAX))
    return isMatch ? [`${name}:${index + 1}: ${line.slice(0, MATCH_CHARS_MAX)}`] : []
  })
}

function* walk(path) {
  const stat = statOf(path)
  if (stat.isFile()) yield path
  if (!stat.isDirectory()) return
  for (const entry of entries(path)) {
    const child = join(path, entry.name)
    if (entry.isDirectory() && !skipped.has(entry.name)) yield* walk(child)
    if (entry.isFile()) yield child
  }
}

function entries(dir) {
  const handle = opendirSync(dir)
  const all = []
  for (let entry = handle.readSync(); entry !== null; entry = handle.readSync()) {
    all.push(entry)
    if (all.length >= SEARCHED_FILES_MAX) break
  }
  handle.closeSync()
  return all.sort((a, b) => (a.name < b.name ? -1 : 1))
}

function compile(pattern) {
  try {
    return new RegExp(pattern)
  } catch (error) {
    throw new Refusal(error.message)
  }
}

function numbered(lines, first, last) {
  return lines
    .slice(first - 1, last)
    .map((line, index) => `${first + index}\t${line.slice(0, LINE_CHARS_MAX)}`)
    .join('\n')
}

/** A pipe or a device would block or never end, so only regular files are read. */
function readText(path) {
  const stat = statOf(path)
  if (!stat.isFile()) throw new Refusal(`${path} is not a regular file`)
  if (stat.size > FILE_BYTES_MAX) throw new Refusal(`${path} is too large; use bash with sed -n`)
  const bytes = readFileSync(path)
  const text = bytes.toString('utf8')
  if (bytes.includes(0) || !Buffer.from(text).equals(bytes)) {
    throw new Refusal(`${path} is not text in UTF-8`)
  }
  return text
}

/** The real path of a file to write; what leads out of the workspace would never reach the patch. */
function insideRoot(path) {
  const target = resolve(root, path)
  let existing = target
  // A link counts as existing even when it leads nowhere: writing would follow it.
  while (lstatSync(existing, { throwIfNoEntry: false }) === undefined) existing = dirname(existing)
  const real = resolve(realpathSync(existing), relative(existing, target))
  if (real === root || !`${real}${sep}`.startsWith(`${root}${sep}`)) {
    throw new Refusal(`${path} is outside the workspace`)
  }
  return real
}

function statOf(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) throw new Refusal(`${path} does not exist`)
  return stat
}

const crlf = (text) => text.replaceAll(/\r?\n/g, '\r\n')

function answer({ tool, input }) {
  try {
    return { ok: true, text: { view, edit, search }[tool](input) }
  } catch (error) {
    // A full disk or a missing right is an answer for the model; a bug in here is not.
    if (!(error instanceof Refusal) && error.code === undefined) throw error
    return { ok: false, text: error.message }
  }
}

process.stdout.write(JSON.stringify(answer(JSON.parse(readFileSync(0, 'utf8')))))
