import { posix } from 'node:path'
import type { Problem } from './problem.ts'
import type { Workspace } from './read-workspace.ts'
import { forbiddenNames } from './rules.ts'

/** Rules over where files stand and what they are called. */
export function checkFiles({ packages }: Workspace): Problem[] {
  return packages.flatMap((each) =>
    each.sources.flatMap(({ path }) => [
      ...checkNames(path, posix.relative(`${each.dir}/src`, path)),
      ...checkIndex(path, `${each.dir}/src/index.ts`),
    ]),
  )
}

function checkNames(path: string, inside: string): Problem[] {
  const names = inside.split('/').map((name) => name.replace(/(\.test)?\.[a-z]+$/, ''))
  return names.filter(isForbidden).map((name) => ({
    rule: 'file-name',
    path,
    why: `'${name}' says nothing: name it after the one thing it exports`,
  }))
}

function isForbidden(name: string): boolean {
  const isWhole = forbiddenNames.whole.some((forbidden) => forbidden === name)
  return isWhole || forbiddenNames.part.some((forbidden) => name.split('-').includes(forbidden))
}

function checkIndex(path: string, face: string): Problem[] {
  if (posix.basename(path) !== 'index.ts' || path === face) return []
  return [{ rule: 'index', path, why: `the only index.ts of a package is ${face}` }]
}
