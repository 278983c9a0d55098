import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * @param {string} name of a command
 * @returns {string | null} its absolute path, when it is on PATH and may be run
 */
export function findOnPath(name) {
  // Some systems keep daemons where an ordinary user's PATH does not look.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin']
  for (const folder of folders) {
    if (folder.startsWith('/') && isRunnable(join(folder, name))) return join(folder, name)
  }
  return null
}

/**
 * @param {string} name
 * @returns {boolean}
 */
export function isOnPath(name) {
  return findOnPath(name) !== null
}

/**
 * @param {string} path
 * @returns {boolean}
 */
export function isRunnable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    // Missing and not runnable are the same answer here.
    return false
  }
}
