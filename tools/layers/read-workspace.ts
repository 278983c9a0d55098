import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { z } from 'zod'
import { readSource, type Source } from './read-source.ts'

export interface Package {
  /** Such as `libs/queue`. */
  readonly dir: string
  /** The package's name without its scope, such as `queue`. */
  readonly name: string
  readonly layer: string
  readonly dependencies: readonly string[]
  readonly devDependencies: readonly string[]
  /** The folders that its tsconfig.json refers to, such as `libs/protocol`. */
  readonly references: readonly string[]
  readonly sources: readonly Source[]
}

export interface Workspace {
  readonly packages: readonly Package[]
  readonly references: readonly string[]
  /** What any test may import. */
  readonly devDependencies: readonly string[]
}

const scope = '@millwright/'
const Dependencies = z.record(z.string(), z.string()).default({})
const Manifest = z.object({
  name: z.string(),
  dependencies: Dependencies,
  devDependencies: Dependencies,
  nx: z.object({ tags: z.array(z.string()).default([]) }).default({ tags: [] }),
})
const Project = z.object({
  references: z.array(z.object({ path: z.string() })).default([]),
  exclude: z.array(z.string()).default([]),
})

/** Reads every package below `apps` and `libs`; throws when a package's JSON is malformed. */
export function readWorkspace(root: string): Workspace {
  const dirs = ['apps', 'libs']
    .filter((parent) => existsSync(join(root, parent)))
    .flatMap((parent) => readdirSync(join(root, parent)).map((name) => `${parent}/${name}`))
  return {
    packages: dirs
      .filter((dir) => existsSync(join(root, dir, 'package.json')))
      .map((dir) => readPackage(root, dir)),
    references: readProject(root, '.').references.map(({ path }) => posix.normalize(path)),
    devDependencies: Object.keys(readManifest(root, '.').devDependencies),
  }
}

/** The bare name of one of our packages, or null for anybody else's. */
export function ownName(dependency: string): string | null {
  return dependency.startsWith(scope) ? dependency.slice(scope.length) : null
}

function readPackage(root: string, dir: string): Package {
  const manifest = readManifest(root, dir)
  const project = readProject(root, dir)
  const tag = manifest.nx.tags.find((name) => name.startsWith('layer:'))
  return {
    dir,
    name: ownName(manifest.name) ?? manifest.name,
    layer: tag?.slice('layer:'.length) ?? 'none',
    dependencies: Object.keys(manifest.dependencies),
    devDependencies: Object.keys(manifest.devDependencies),
    references: project.references.map(({ path }) => posix.join(dir, path)),
    sources: sourcePaths(root, `${dir}/src`).map((path) =>
      readSource(root, path, isLeftOut(path, project.exclude)),
    ),
  }
}

function readManifest(root: string, dir: string): z.infer<typeof Manifest> {
  return Manifest.parse(JSON.parse(readFileSync(join(root, dir, 'package.json'), 'utf8')))
}

function readProject(root: string, dir: string): z.infer<typeof Project> {
  return Project.parse(JSON.parse(readFileSync(join(root, dir, 'tsconfig.json'), 'utf8')))
}

/** What the build leaves out, by patterns such as `src/**\/*.test.ts`, is there for tests alone. */
function isLeftOut(path: string, exclude: readonly string[]): boolean {
  return exclude.some((pattern) => path.endsWith(pattern.slice(pattern.lastIndexOf('*') + 1)))
}

function sourcePaths(root: string, dir: string): string[] {
  if (!existsSync(join(root, dir))) return []
  const entries = readdirSync(join(root, dir), { recursive: true, encoding: 'utf8' })
  return entries.filter((path) => /\.(ts|tsx|mts)$/.test(path)).map((path) => `${dir}/${path}`)
}
