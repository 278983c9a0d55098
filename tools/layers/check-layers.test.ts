import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkLayers } from './check-layers.ts'
import { cleanWorkspace } from './clean-workspace.ts'
import { plantsInDependencies } from './plants-in-dependencies.ts'
import { plantsInSources } from './plants-in-sources.ts'
import { ruleNames } from './problem.ts'
import { writeWorkspace } from './write-workspace.ts'

const plants = [...plantsInDependencies, ...plantsInSources]
let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'millwright-layers-'))
})

afterEach(() => {
  rmSync(root, { recursive: true })
})

test('a workspace that keeps the rules has no problems', () => {
  writeWorkspace(root, Object.values(cleanWorkspace))

  const problems = checkLayers(root)

  expect(problems).toEqual([])
})

test('every rule is broken by at least one plant', () => {
  const broken = new Set(plants.map(({ rule }) => rule))

  expect([...broken].toSorted()).toEqual([...ruleNames].toSorted())
})

test.each(plants)('$rule fails, and it alone, when $does', ({ rule, at, change }) => {
  const planted = Object.entries(cleanWorkspace).map(([name, each]) =>
    name === at ? { ...each, ...change } : each,
  )
  writeWorkspace(root, planted)

  const problems = checkLayers(root)

  expect([...new Set(problems.map((problem) => problem.rule))]).toEqual([rule])
})

test('a package that tsconfig.json at the root leaves out is named', () => {
  const packages = Object.values(cleanWorkspace)
  writeWorkspace(root, packages, { unlisted: 'libs/gate' })

  const problems = checkLayers(root)

  expect(problems.map(({ rule, path }) => ({ rule, path }))).toEqual([
    { rule: 'references', path: 'libs/gate' },
  ])
})
