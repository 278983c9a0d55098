import { createHash } from 'node:crypto'
import { accessSync, constants, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { limitsMs } from './limits.mjs'
import { runStep } from './run-step.mjs'
import { say, secondsSince } from './say.mjs'
import { SetupError } from './setup-error.mjs'

/**
 * Runs `npm ci` when node_modules is not what package-lock.json says, and only then.
 *
 * @param {string} root
 * @param {AbortSignal} signal
 * @returns {Promise<void>} throws SetupError
 */
export async function installPackages(root, signal) {
  const stamp = join(root, 'node_modules', '.millwright-setup')
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
  const wanted = `${process.platform}-${process.arch} ${sha256(lock)}\n`
  if (readOrNull(stamp) === wanted) return

  if (!isInstalled(root, lock)) {
    const startedMs = performance.now()
    say(`npm packages: installing into ${join(root, 'node_modules')}`)
    rmSync(stamp, { force: true })
    await npmCi(root, signal)
    say(`npm packages: installed (${secondsSince(startedMs)})`)
  }
  writeFileSync(stamp, wanted)
}

/**
 * @param {string} root
 * @param {AbortSignal} signal
 */
async function npmCi(root, signal) {
  // No package here needs an install script, and older releases of npm would run them unasked.
  const argv = ['npm', 'ci', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund']
  const env = { ...process.env }
  if (!isWritable(homedir())) env.npm_config_cache = join(root, '.millwright', 'npm-cache')
  const npm = await runStep(argv, {
    timeoutMs: limitsMs.npmCi,
    signal,
    cwd: root,
    env,
    label: 'npm packages',
  })
  if (npm.ok) return
  throw new SetupError(
    `npm ci ${npm.why}\n${npm.output.trimEnd()}`,
    `cd '${root}' && npm ci  (it needs the npm registry: check the network or .npmrc)`,
  )
}

/**
 * Whether npm's own record of node_modules agrees with package-lock.json, as it does after an
 * `npm ci` or `npm install` by hand. npm writes the record last, so a broken-off install has none.
 *
 * @param {string} root
 * @param {string} lock
 * @returns {boolean}
 */
function isInstalled(root, lock) {
  const record = readOrNull(join(root, 'node_modules', '.package-lock.json'))
  if (record === null) return false
  const installed = JSON.parse(record).packages ?? {}
  for (const [place, wanted] of Object.entries(JSON.parse(lock).packages ?? {})) {
    if (!place.startsWith('node_modules/') && !place.includes('/node_modules/')) continue
    const found = installed[place]
    const isOptional = wanted.optional || wanted.devOptional || wanted.peer
    if (!found && isOptional) continue
    if (!found || found.version !== wanted.version || found.integrity !== wanted.integrity) {
      return false
    }
  }
  return true
}

/** @param {string} path */
function readOrNull(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return null
    throw error
  }
}

/** @param {string} folder */
function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    // A home that is missing or belongs to somebody else cannot hold npm's cache.
    return false
  }
}

/** @param {string} text */
function sha256(text) {
  return createHash('sha256').update(text).digest('hex')
}
