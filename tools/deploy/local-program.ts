import { findOnPath } from '../setup/find-on-path.mjs'

/** The program on this machine that a deployment file calls by its name in the image. */
export function localProgram(name: string): string {
  const names = [name, name.replace('valkey-', 'redis-'), name.replace('redis-', 'valkey-')]
  const found = names.map(findOnPath).find((path) => path !== null)
  if (found) return found
  throw new Error(`${name} is not on PATH (${process.env.PATH})`)
}
