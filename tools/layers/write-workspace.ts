import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A package of a workspace that a test makes up. */
export interface TinyPackage {
  readonly dir: string
  readonly layer: string
  readonly dependencies?: readonly string[]
  readonly devDependencies?: readonly string[]
  /** Default: what the dependencies ask for. */
  readonly references?: readonly string[]
  /** Text by path inside the package. */
  readonly files?: Readonly<Record<string, string>>
}

/**
 * Writes the packages below `root` as npm and TypeScript expect them. `unlisted` is a package that
 * the tsconfig.json at the root leaves out.
 */
export function writeWorkspace(
  root: string,
  packages: readonly TinyPackage[],
  { unlisted }: { unlisted?: string } = {},
): void {
  const dirOf = new Map(packages.map(({ dir }) => [`@millwright/${dir.split('/')[1]}`, dir]))
  writeJson(root, 'package.json', { name: 'tiny', devDependencies: { vitest: '*' } })
  const listed = packages.filter(({ dir }) => dir !== unlisted)
  writeJson(root, 'tsconfig.json', { references: listed.map(({ dir }) => ({ path: `./${dir}` })) })
  for (const { dir, layer, dependencies = [], devDependencies = [], ...rest } of packages) {
    const wanted = dependencies.map((name) => dirOf.get(name)).filter((path) => path !== undefined)
    writeJson(root, `${dir}/package.json`, {
      name: `@millwright/${dir.split('/')[1]}`,
      dependencies: Object.fromEntries(dependencies.map((name) => [name, '*'])),
      devDependencies: Object.fromEntries(devDependencies.map((name) => [name, '*'])),
      nx: { tags: [`layer:${layer}`] },
    })
    writeJson(root, `${dir}/tsconfig.json`, {
      exclude: ['src/**/*.test.ts', 'src/**/*.fixture.ts'],
      references: (rest.references ?? wanted.toSorted()).map((path) => ({ path: `../../${path}` })),
    })
    for (const [path, text] of Object.entries(rest.files ?? {})) write(root, `${dir}/${path}`, text)
  }
}

function writeJson(root: string, path: string, value: unknown): void {
  write(root, path, JSON.stringify(value))
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
