/** Where runners of the known kinds check a repository out. */
const checkouts = [
  /^\/home\/runner\/work\/[^/]+\/[^/]+\//,
  /^\/Users\/runner\/work\/[^/]+\/[^/]+\//,
  /^\/home\/runner\/_work\/[^/]+\/[^/]+\//,
  /^\/__w\/[^/]+\/[^/]+\//,
  /^[A-Za-z]:\/a\/[^/]+\/[^/]+\//,
  /^\/github\/workspace\//,
  /^\/home\/travis\/build\/[^/]+\/[^/]+\//,
  /^\/builds\/[^/]+\/[^/]+\//,
]
const foreign =
  /(?:^|\/)(?:node_modules|site-packages|dist-packages|\.cargo|rustlib|_pytest|\.venv|venv|vendor)\//
/** Round and square brackets are common in the routes of web frameworks. */
const allowed = /^[A-Za-z0-9_@+.,()[\]/-]{1,500}$/

/**
 * A path of a log as a path inside the repository, or null when it names no such file: absolute
 * elsewhere, leading upwards, a dependency's, or written in characters a command could trip over.
 * `roots` are further folders, each ending in a slash, that the repository was checked out to.
 */
export function normalisePath(raw: string, roots: readonly string[]): string | null {
  let path = raw
    .trim()
    .replace(/^file:\/\//, '')
    .replaceAll('\\', '/')
  path = withoutRoot(path, roots)
  while (path.startsWith('./')) path = path.slice(2)
  if (!allowed.test(path) || /^[-/~]/.test(path) || /^[A-Za-z]:/.test(path)) return null
  if (path.split('/').includes('..') || path.startsWith('node:')) return null
  if (foreign.test(path) || path.endsWith('/')) return null
  return path
}

function withoutRoot(path: string, roots: readonly string[]): string {
  for (const root of roots) {
    if (path.startsWith(root)) return path.slice(root.length)
  }
  for (const checkout of checkouts) {
    const match = checkout.exec(path)
    if (match) return path.slice(match[0].length)
  }
  return path
}
