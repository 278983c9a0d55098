import type { Problem, RuleName } from './problem.ts'
import { ownName, type Package, type Workspace } from './read-workspace.ts'
import { forbiddenTo, layers, testing, zones } from './rules.ts'

/** Rules over what the packages say they use. */
export function checkDependencies(workspace: Workspace): Problem[] {
  const byName = new Map(workspace.packages.map((each) => [each.name, each]))
  return workspace.packages.flatMap((each) => [
    ...checkLayer(each, byName),
    ...checkTesting(each),
    ...checkZone(each, byName),
    ...checkReferences(each, byName),
    ...(workspace.references.includes(each.dir)
      ? []
      : [problem('references', each, 'tsconfig.json at the root does not refer to it')]),
  ])
}

function checkLayer(each: Package, byName: ReadonlyMap<string, Package>): Problem[] {
  if (each.layer === testing.layer && each.name === testing.name) return []
  const height = heightOf(each.layer)
  if (height < 0) return [problem('layer', each, `nx.tags need one of layer:${layers.join('|')}`)]
  return [...each.dependencies, ...each.devDependencies]
    .map((name) => byName.get(ownName(name) ?? ''))
    .filter((used) => used !== undefined)
    .filter(({ name, layer }) => name !== testing.name && heightOf(layer) >= height)
    .map(({ name, layer }) =>
      problem('layer', each, `a package of layer ${each.layer} may not use ${name} (${layer})`),
    )
}

function checkTesting(each: Package): Problem[] {
  const used = each.dependencies.map(ownName).filter((name) => name !== null)
  if (each.name === testing.name) {
    return used
      .filter((name) => !testing.uses.includes(name))
      .map((name) => problem('testing', each, `testing may not use ${name}`))
  }
  if (!used.includes(testing.name) || testing.usedBy.includes(each.name)) return []
  return [problem('testing', each, 'testing belongs in devDependencies')]
}

function checkZone(each: Package, byName: ReadonlyMap<string, Package>): Problem[] {
  const reached = reach(each, byName)
  const forbidden = forbiddenTo[each.name] ?? otherZone(each.name)
  return forbidden
    .filter((name) => reached.has(name))
    .map((name) => problem('zone', each, `${each.name} may not reach ${name}`))
}

/** A package of one zone reaches nothing of the other. */
function otherZone(name: string): readonly string[] {
  if (zones.lead.some((each) => each === name)) return zones.worker
  return zones.worker.some((each) => each === name) ? zones.lead : []
}

function reach(from: Package, byName: ReadonlyMap<string, Package>): Set<string> {
  const reached = new Set<string>()
  const open = [from]
  for (let each = open.pop(); each; each = open.pop()) {
    for (const name of each.dependencies.map(ownName)) {
      if (name === null || reached.has(name)) continue
      reached.add(name)
      const next = byName.get(name)
      if (next) open.push(next)
    }
  }
  return reached
}

function checkReferences(each: Package, byName: ReadonlyMap<string, Package>): Problem[] {
  const wanted = each.dependencies
    .map((name) => byName.get(ownName(name) ?? '')?.dir)
    .filter((dir) => dir !== undefined)
    .toSorted()
  if (wanted.join() === each.references.join()) return []
  const list = wanted.join(', ') || 'nothing'
  return [problem('references', each, `tsconfig.json must refer, in this order, to: ${list}`)]
}

function heightOf(layer: string): number {
  const names: readonly string[] = layers
  return names.indexOf(layer)
}

function problem(rule: RuleName, { dir }: Package, why: string): Problem {
  return { rule, path: dir, why }
}
