import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { limitsMs } from './limits.mjs'
import { installLine } from './package-manager.mjs'
import { runStep } from './run-step.mjs'
import { SetupError } from './setup-error.mjs'
import { isAtLeast } from './version.mjs'

const oldestNode = [20, 20]
/** The first release that takes configuration from the environment (GIT_CONFIG_COUNT). */
const oldestGit = [2, 31]

/**
 * Checks what cannot be installed here: the kernel, Node.js and git.
 *
 * @param {AbortSignal} signal
 * @param {{ platform?: string, nodeVersion?: string }} [machine]
 * @returns {Promise<void>} throws SetupError
 */
export async function checkMachine(signal, machine = {}) {
  const { platform = process.platform, nodeVersion = process.versions.node } = machine
  if (platform !== 'linux') {
    throw new SetupError(
      `Millwright runs on Linux; this is ${platform}`,
      'use a Linux machine, a virtual machine or a container',
    )
  }
  if (!isAtLeast(nodeVersion, oldestNode)) {
    throw new SetupError(
      `Node.js ${nodeVersion} is too old; ${oldestNode.join('.')} or newer is needed`,
      'install it from https://nodejs.org/en/download',
    )
  }
  await checkGit(signal)
}

/** @param {AbortSignal} signal */
async function checkGit(signal) {
  const git = await runStep(['git', '--version'], { timeoutMs: limitsMs.probe, signal })
  const version = /git version (\d+(\.\d+)+)/.exec(git.output)?.[1]
  if (!git.ok || !version) throw new SetupError('git is missing', installLine(['git']))
  if (!isAtLeast(version, oldestGit)) {
    throw new SetupError(
      `git ${version} is too old; ${oldestGit.join('.')} or newer is needed`,
      installLine(['git']),
    )
  }
  // The demo and the tests serve repositories over HTTP with git's own program for that.
  const path = await runStep(['git', '--exec-path'], { timeoutMs: limitsMs.probe, signal })
  if (path.ok && !existsSync(join(path.output.trim(), 'git-http-backend'))) {
    throw new SetupError('git-http-backend is missing', installLine(['git-http-backend']))
  }
}
