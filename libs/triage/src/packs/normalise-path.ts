/** Where runners and images of the known kinds check a repository out, or copy it to. */
const checkouts = [
  /^\/(?:home|Users)\/[\w.-]+\/(?:actions-runner\/)?_?work\/(?:\d+\/s|[^/_][^/]*\/[^/]+)\//,
  /^\/(?:runner|actions-runner|opt\/actions-runner)\/_?work\/[^/_][^/]*\/[^/]+\//,
  /^\/__w\/(?:\d+\/s|[^/_][^/]*\/[^/]+)\//,
  /^[A-Za-z]:\/(?:a|_?work|actions-runner\/_work)\/(?:\d+\/s|[^/_][^/]*\/[^/]+)\//,
  /^\/github\/workspace\//,
  /^\/home\/travis\/build\/[^/]+\/[^/]+\//,
  /^\/Users\/travis\/build\/[^/]+\/[^/]+\//,
  /^\/builds\/worker\/checkouts\/[^/]+\//,
  /^\/builds\/[^/]+\/[^/]+\//,
  /^\/(?:home\/circleci|Users\/distiller|root)\/(?:project|repo)\//,
  /^\/(?:var\/lib|home)\/jenkins\/(?:agent\/)?workspace\/[^/]+\//,
  /^\/opt\/atlassian\/pipelines\/agent\/build\//,
  /^[Cc]:\/projects\/[^/]+\//,
  /^\/(?:drone|woodpecker)\/src\/(?:[^/]+\.[^/]+\/[^/]+\/[^/]+\/)?/,
  /^\/(?:root\/)?go\/src\/[^/]+\.[^/]+\/[^/]+\/[^/]+\//,
  /^\/builddir\/build\/SOURCES\//,
  /^\/builddir\/build\/BUILD\/(?:[^/]+-build\/)?[^/]+\//,
  /^\/(?:var\/lib\/buildkite-agent|Users\/buildkite|home\/buildkite|buildkite|etc\/buildkite-agent)\/builds\/[^/]+\/[^/]+\/[^/]+\//,
  /^\/(?:[\w.-]+\/){0,4}workspace\/[^/]+\//,
  // What dune copies to its build folder stands in the sources under the same name.
  /^\/(?:[^/]+\/){1,12}_build\/default\//,
  /^\/build\/(?:[^/]*-)?source\//,
  /^\/(?:build\/reproducible-path|<<PKGBUILDDIR>>|home\/conda\/feedstock_root)\/(?:[^/]+-\d[^/]*\/)?/,
  /^\/(?:vercel\/path\d|opt\/build\/repo|bitrise\/src|Users\/vagrant\/git|tmp\/cirrus-ci-build)\//,
  /^\/codebuild\/output\/src\d+\/src\/(?:[^/]+\.[^/]+\/[^/]+\/[^/]+\/)?/,
  /^(?:[A-Za-z]:|\/)(?:[\w.-]+\/|\/){0,5}work\/[0-9a-f]{6,40}\//,
  /^\/home\/semaphore\/[^/]+\//,
  /^\/(?:home\/zuul\/src|home\/prow\/go\/src)\/[^/]+\/[^/]+\/[^/]+\//,
  /^\/(?:Volumes\/workspace\/repository|Users\/builder\/clone|opt\/render\/project|codefresh\/volume\/[^/]+)\//,
  /^\/(?:app|code|checkout|workspaces?|repo|project|usr\/src\/app|src)\//,
]
const foreign =
  /(?:^|\/)(?:node_modules|site-packages|dist-packages|\.cargo|rustlib|_pytest|\.venv|venv|vendor|\.yarn|\.pnpm|\.gradle|\.m2|\.nuget|pkg\/mod|bower_components|_temp|_actions|_tool)\/|_bazel_[^/]{1,60}\/[^/]{1,60}\/(?:.{0,300}\/)?external\/|\/gems\/[\w.-]+-\d|^internal\/(?:modules|process|main|bootstrap|timers|streams|fs)\//
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
    .replace(/^(?:file|res):\/\//, '')
    .replaceAll('\\', '/')
    // Maven writes a Windows path like the path of a URL.
    .replace(/^\/(?=[A-Za-z]:\/)/, '')
  path = withoutRoot(path, roots)
  while (path.startsWith('./')) path = path.slice(2)
  path = withoutDetours(path)
  if (!allowed.test(path) || /^[-/~]/.test(path) || /^[A-Za-z]:/.test(path)) return null
  if (path.split('/').includes('..') || path.startsWith('node:')) return null
  if (foreign.test(path) || path.endsWith('/')) return null
  return path
}

/** `a/../b` is `b`; what leads out of the repository stays as it is and is refused. */
function withoutDetours(path: string): string {
  if (!path.includes('/../') || path.startsWith('../')) return path
  const kept: string[] = []
  for (const part of path.split('/')) {
    if (part !== '..') kept.push(part)
    else if (kept.pop() === undefined) return path
  }
  return kept.join('/')
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
