import { existsSync } from 'node:fs'
import { isAbsolute, normalize } from 'node:path'
import type { JailOptions } from './jail.ts'
import { SandboxError } from './sandbox-error.ts'

/**
 * Arguments of bubblewrap for all that this jail alone shows: paths to read, folders, the tree.
 * @throws SandboxError for a path that is not absolute or goes up.
 */
export function jailMounts(options: JailOptions, workspace: string): string[] {
  return [
    ...options.readOnlyPaths.flatMap(readOnlyPath),
    ...(options.mounts ?? []).flatMap(({ from, to, writable }) => [
      writable ? '--bind' : '--ro-bind',
      absolute(from),
      absolute(to),
    ]),
    ...workspaceMounts(options, workspace),
  ]
}

function workspaceMounts({ workspace, readOnly }: JailOptions, place: string): string[] {
  const { dir, gitDir, mirrorObjects } = workspace
  // The git directory names the objects by their path outside, so they stand at it inside, too.
  const objects = mirrorObjects === undefined ? [] : readOnlyPath(mirrorObjects)
  const git = gitDir ?? (existsSync(`${dir}/.git`) ? `${dir}/.git` : undefined)
  return [
    ...objects,
    readOnly === true ? '--ro-bind' : '--bind',
    absolute(dir),
    place,
    ...(git === undefined ? [] : ['--ro-bind', absolute(git), `${place}/.git`]),
  ]
}

function readOnlyPath(path: string): string[] {
  return ['--ro-bind', absolute(path), path]
}

function absolute(path: string): string {
  if (isAbsolute(path) && normalize(path) === path && path !== '/') return path
  throw new SandboxError(`"${path}" cannot be mounted: it must be an absolute path, without ".."`)
}
