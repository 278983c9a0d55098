import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryDirectory } from '@millwright/testing'
import { createJail } from './create-jail.ts'
import { findSandbox } from './find-sandbox.ts'
import type { JailCommand, JailOptions } from './jail.ts'

const sandbox = await findSandbox({ mode: 'bwrap' })

/** A jail around a fresh, empty tree, and a place outside it; as on a machine without control groups if told. */
export async function testJail(options: Partial<JailOptions> = {}, hasCgroup = true) {
  const root = await temporaryDirectory()
  const dir = join(root, 'tree')
  await mkdir(dir)
  const all = { ...sandbox, workspace: { dir }, readOnlyPaths: [], ...options }
  const jail = hasCgroup ? createJail(all) : createJail(all, null)
  const sh = (command: JailCommand['command'], more: Partial<JailCommand> = {}) =>
    jail.run({ command, timeoutMs: 20_000, ...more })
  return { root, dir, jail, sh, sandbox }
}
