import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DockerfileContext } from './check-instruction.ts'

/**
 * The build context at `root` under an ignore file that first leaves everything out and then lets
 * paths in again; any other kind of ignore file is an error, as it would let secrets slip in.
 */
export function buildContext(root: string, ignoreFile: string): DockerfileContext {
  const lines = readFileSync(join(root, ignoreFile), 'utf8').split('\n')
  const [first, ...rest] = lines.filter((line) => line !== '' && !line.startsWith('#'))
  if (first !== '*') throw new Error(`${ignoreFile} must begin with a line '*'`)
  const letIn = rest.filter((line) => line.startsWith('!')).map((line) => line.slice(1))
  return {
    has: (path) => existsSync(join(root, path)) && letIn.some((each) => isWithin(path, each)),
  }
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}
