import { normalisePath } from '../packs/normalise-path.ts'

/** Where Python installs packages, with the folder of an egg. */
const installed = /^.{0,400}\/(?:site|dist)-packages\/(?:[^/]{1,200}\.egg\/)?/

/** A virtual environment may stand inside the checkout, whose folder has the repository's name. */
const insideCheckout =
  /^\/(?:home\/runner\/work|home\/travis\/build|Users\/runner\/work|__w|builds)\/[^/]{1,100}\/[^/]{1,100}\//

/** Where machines keep what is no repository's: compilers, libraries, packages, caches. */
const elsewhere =
  /^\/(?:usr|opt|lib\d{0,2}|etc|var\/lib|nix|proc|sys|dev|snap|Applications|Library|System)\/|^\/(?:root|(?:home|Users)\/[^/]{1,60})\/(?:\.|Library\/)|^[A-Za-z]:\/(?:Program|Windows|hostedtoolcache|msys|mingw|Users\/[^/]{1,60}\/AppData|vcpkg)|\/(?:registry|toolchains|toolcache)\//

const sources =
  /^(?:[A-Za-z]:)?\/(?:[^/]{1,100}\/){1,6}?((?:src|source|sources|lib|libs|app|apps|test|tests|spec|pkg|cmd|internal|include|packages|modules)\/.{1,400})$/

/**
 * A path of a log as one of the repository's own files, or null. More lenient than `normalisePath`,
 * since nothing found this way stands in a command: a path that leads upwards was written from a
 * build folder, and an installed package named like the repository is the repository's.
 */
export function ownPath(raw: string, roots: readonly string[]): string | null {
  const slashed = raw.replaceAll('\\', '/')
  const prefix = installed.exec(slashed)?.[0]
  if (prefix !== undefined) {
    const path = slashed.slice(prefix.length)
    const [folder = ''] = path.split('/', 1)
    const checkout = insideCheckout.exec(prefix)?.[0] ?? ''
    return [...roots, checkout].some((root) => isNameOf(folder, root))
      ? normalisePath(path, [])
      : null
  }
  const path = normalisePath(slashed.replace(/^(?:\.\.\/){1,10}/, ''), roots)
  return path ?? (elsewhere.test(slashed) ? null : fromSources(slashed))
}

/** Of a checkout in a folder of its own making, the part from the folder of the sources on. */
function fromSources(path: string): string | null {
  const [, part] = sources.exec(path) ?? []
  return part === undefined ? null : normalisePath(part, [])
}

/** `/work/python-foo/` holds the package `foo`, and so does `/work/foo/`. */
function isNameOf(folder: string, root: string): boolean {
  const plain = (name: string) => name.toLowerCase().replaceAll(/[-_.]/g, '')
  const name = plain(root.split('/').at(-2) ?? '')
  return name !== '' && [name, name.replace(/^(?:python|py)/, '')].includes(plain(folder))
}
