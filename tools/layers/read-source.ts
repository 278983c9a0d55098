import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ParseResult, parseSync, Visitor } from 'rolldown/utils'

/** What the rules need to know of one source file. */
export interface Source {
  /** Relative to the workspace. */
  readonly path: string
  /** No part of the build: a test, or what only tests use. */
  readonly isTest: boolean
  /** The specifiers it imports or re-exports, types and dynamic imports included. */
  readonly imports: readonly string[]
  readonly readsEnvironment: boolean
}

/** Throws when the file is not valid TypeScript. */
export function readSource(root: string, path: string, isTest: boolean): Source {
  const text = readFileSync(join(root, path), 'utf8')
  const parsed = parseSync(path, text)
  const [error] = parsed.errors
  if (error) throw new SyntaxError(`${path}: ${error.message}`)
  return {
    path,
    isTest,
    imports: [...new Set(specifiers(parsed, text))],
    readsEnvironment: readsEnvironment(parsed),
  }
}

function specifiers({ module, program }: ParseResult, text: string): string[] {
  const dynamic = module.dynamicImports.map(({ moduleRequest }) =>
    text.slice(moduleRequest.start + 1, moduleRequest.end - 1),
  )
  const found = module.staticImports.map(({ moduleRequest }) => moduleRequest.value)
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.map((entry) => entry.moduleRequest?.value ?? ''),
  )
  new Visitor({
    // A type such as `import('bullmq').Job` is an import too.
    TSImportType({ source }) {
      found.push(source.value)
    },
  }).visit(program)
  return [...found, ...exported, ...dynamic].filter((specifier) => specifier !== '')
}

/** `process.env`, `process['env']`, or `env` taken out of node:process. */
function readsEnvironment({ module, program }: ParseResult): boolean {
  let isFound = module.staticImports.some(
    ({ moduleRequest, entries }) =>
      /^(node:)?process$/.test(moduleRequest.value) &&
      entries.some(({ importName }) => importName.name === 'env'),
  )
  new Visitor({
    MemberExpression({ object, property }) {
      const isProcess = object.type === 'Identifier' && object.name === 'process'
      const isEnv =
        (property.type === 'Identifier' && property.name === 'env') ||
        (property.type === 'Literal' && property.value === 'env')
      isFound ||= isProcess && isEnv
    },
  }).visit(program)
  return isFound
}
