import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { privateApt, systemApt } from './apt.mjs'
import { limitsMs } from './limits.mjs'
import { runStep } from './run-step.mjs'
import { say } from './say.mjs'

/**
 * Fetches Debian packages, has apt check them with its own keys, and unpacks them. Nothing is
 * installed: no service starts, nothing outside our folders changes and no rights are needed.
 * (Installing redis-server as root would start a server on port 6379.)
 *
 * @typedef {object} Unpacker
 * @property {(choices: readonly (readonly string[])[], into: string) => Promise<string>} unpack
 *   takes the first set of packages that apt knows, with what they need; answers with an empty
 *   text when it worked, else with why not
 * @property {() => void} close
 */

/**
 * @param {string} scratch a folder of its own, removed by close()
 * @param {AbortSignal} signal
 * @returns {Unpacker}
 */
export function openUnpacker(scratch, signal) {
  /** @type {Promise<import('./apt.mjs').Apt> | undefined} */
  let ownLists
  rmSync(scratch, { recursive: true, force: true })
  mkdirSync(scratch, { recursive: true })
  return {
    async unpack(choices, into) {
      const debs = join(scratch, 'debs')
      if ((await fetch(systemApt(), choices, debs, signal)) !== '') {
        if (!ownLists) say('packages: no fresh package lists on this machine; fetching some')
        ownLists ??= privateApt(join(scratch, 'apt'), signal)
        const why = await fetch(await ownLists, choices, debs, signal)
        if (why !== '') return why
      }
      return unpackAll(debs, into, signal)
    },
    close() {
      rmSync(scratch, { recursive: true, force: true })
    },
  }
}

/**
 * @param {import('./apt.mjs').Apt} apt
 * @param {readonly (readonly string[])[]} choices
 * @param {string} folder
 * @param {AbortSignal} signal
 * @returns {Promise<string>}
 */
async function fetch(apt, choices, folder, signal) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  for (const names of choices) {
    const plan = await apt.plan(names, signal)
    if (!plan) continue
    const download = await apt.download(plan, folder, signal)
    return download.ok ? '' : `apt-get download ${download.why}\n${download.output.trimEnd()}`
  }
  return `apt knows no package ${choices.map(([name]) => name).join(' or ')}${apt.trouble}`
}

/**
 * @param {string} folder of .deb files
 * @param {string} into
 * @param {AbortSignal} signal
 * @returns {Promise<string>}
 */
async function unpackAll(folder, into, signal) {
  for (const file of readdirSync(folder)) {
    const argv = ['dpkg', '-x', join(folder, file), into]
    const step = await runStep(argv, { timeoutMs: limitsMs.unpack, signal })
    if (!step.ok) return `dpkg -x ${file} ${step.why}\n${step.output.trimEnd()}`
  }
  return ''
}
