import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { isRunnable } from './find-on-path.mjs'

/**
 * Writes `bin/<command>`, a script that starts the unpacked program with the libraries that were
 * unpacked beside it. Paths are relative to the script, so that the folder may be moved.
 *
 * @param {string} folder that holds `bin` and the unpacked tool
 * @param {string} tool the name of the unpacked folder
 * @param {string} command
 * @param {string} [place] of the program in the tool, when it is not in a folder of programs
 * @returns {string | null} the launcher; null when the command was not unpacked
 */
export function writeLauncher(folder, tool, command, place) {
  const places = ['usr/bin', 'bin', 'usr/sbin'].map((bin) => join(bin, command))
  const program = (place === undefined ? places : [place]).find((path) =>
    isRunnable(join(folder, tool, path)),
  )
  if (!program) return null

  const libraries = libraryFolders(join(folder, tool))
    .map((path) => `"$here/${relative(folder, path)}"`)
    .join(':')
  const lines = [
    '#!/bin/sh',
    // The script may be reached by a link, and has no PATH when bubblewrap is started without one.
    'self=$(/usr/bin/readlink -f -- "$0")',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is the shell's, not ours.
    'here="${self%/*}/.."',
    ...(libraries === '' ? [] : [`export LD_LIBRARY_PATH=${libraries}`]),
    ...(existsSync(join(folder, tool, 'etc/fonts')) ? fontLines(tool) : []),
    `exec "$here/${join(tool, program)}" "$@"`,
  ]
  const launcher = join(folder, 'bin', command)
  mkdirSync(join(folder, 'bin'), { recursive: true })
  writeFileSync(`${launcher}.new`, `${lines.join('\n')}\n`)
  chmodSync(`${launcher}.new`, 0o755)
  renameSync(`${launcher}.new`, launcher)
  return launcher
}

/**
 * Fonts that were unpacked with a tool are found where fontconfig looks for a user's own.
 *
 * @param {string} tool
 * @returns {string[]}
 */
function fontLines(tool) {
  return [
    `export FONTCONFIG_PATH="$here/${tool}/etc/fonts"`,
    `export XDG_DATA_HOME="$here/${tool}/usr/share"`,
  ]
}

/**
 * @param {string} root
 * @returns {string[]} the folders in it that hold shared libraries
 */
function libraryFolders(root) {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
  const libraries = files.filter(({ name }) => /\.so(\.\d+)*$/.test(name))
  return [...new Set(libraries.map((file) => file.parentPath))]
}
