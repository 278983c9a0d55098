/** Where the reader is: `#/tasks/a?state=failed` is the path `['tasks', 'a']` with a query. */
export interface Route {
  readonly path: readonly string[]
  readonly query: URLSearchParams
}

export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2)
  const parts = path.split('/').filter((part) => part !== '')
  return { path: parts.map(decoded), query: new URLSearchParams(query) }
}

/** The address of a view; empty values are left out. */
export function address(path: readonly string[], query: Readonly<Record<string, string>> = {}) {
  const pairs = Object.entries(query).filter(([, value]) => value !== '')
  const words = path.map(encodeURIComponent).join('/')
  return `#/${words}${pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : ''}`
}

/** A part that was not encoded by us is shown as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
