import { posix } from 'node:path'
import type { Problem } from './problem.ts'
import type { Source } from './read-source.ts'
import { ownName, type Package, type Workspace } from './read-workspace.ts'
import { environmentReaders, sdks, testing } from './rules.ts'

/** Rules over what the source files import and read. */
export function checkImports({ packages, devDependencies }: Workspace): Problem[] {
  return packages.flatMap((each) =>
    each.sources.flatMap((source) => [
      ...source.imports.flatMap((specifier) =>
        specifier.startsWith('.')
          ? checkRelative(each, source, specifier)
          : checkBare(each, source, specifier, devDependencies),
      ),
      ...checkEnvironment(each, source),
    ]),
  )
}

function checkRelative(each: Package, { path }: Source, specifier: string): Problem[] {
  const target = posix.join(posix.dirname(path), specifier)
  if (target.startsWith(`${each.dir}/`)) return []
  return [{ rule: 'package-face', path, why: `${specifier} reaches into another package` }]
}

function checkBare(
  each: Package,
  { path, isTest }: Source,
  specifier: string,
  forTests: readonly string[],
): Problem[] {
  if (specifier.startsWith('node:')) return []
  const name = packageName(specifier)
  const own = ownName(name)
  if (own !== null && specifier !== name) {
    return [{ rule: 'package-face', path, why: `import ${name}, not a file inside it` }]
  }
  if (own === testing.name && !isTest && !testing.usedBy.includes(each.name)) {
    return [{ rule: 'testing', path, why: 'only tests and the demo import testing' }]
  }
  const declared = isTest
    ? [...each.dependencies, ...each.devDependencies, ...forTests]
    : each.dependencies
  if (!declared.includes(name)) {
    const list = isTest ? 'dependencies or devDependencies' : 'dependencies'
    return [{ rule: 'declared', path, why: `${name} is not in the package's ${list}` }]
  }
  const sdk = sdks.find(({ starts }) =>
    `${name}/`.startsWith(starts.endsWith('/') ? starts : `${starts}/`),
  )
  if (!sdk || isTest || sdk.owners.includes(each.name)) return []
  return [{ rule: 'sdk', path, why: `${name} belongs to ${sdk.owners.join(', ')}` }]
}

function checkEnvironment(each: Package, { path, readsEnvironment }: Source): Problem[] {
  if (!readsEnvironment || environmentReaders.includes(each.name)) return []
  return [{ rule: 'environment', path, why: 'only config reads the environment' }]
}

/** `@scope/name` of `@scope/name/file`, `name` of `name/file`. */
function packageName(specifier: string): string {
  const parts = specifier.split('/')
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
}
