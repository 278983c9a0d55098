import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { limitsMs } from './limits.mjs'
import { runStep } from './run-step.mjs'

/** As root apt would give its rights up to a user that cannot write to our folders. */
const shared = ['-o', 'APT::Sandbox::User=root']

/**
 * One way to ask apt: with the machine's own package lists, or with lists of our own for a
 * machine whose lists are missing or stale. Neither changes anything outside `folder`.
 *
 * @typedef {object} Apt
 * @property {(names: readonly string[], signal: AbortSignal) => Promise<string[] | null>} plan the
 *   packages to fetch so that `names` run here: themselves and whatever they need that is not
 *   installed; null when apt does not know them
 * @property {(names: string[], into: string, signal: AbortSignal) =>
 *   Promise<import('./run-step.mjs').StepResult>} download
 * @property {string} trouble what apt complained of while fetching its lists, empty for nothing
 */

/**
 * @param {readonly string[]} [options]
 * @param {string} [trouble]
 * @returns {Apt}
 */
export function systemApt(options = [], trouble = '') {
  return {
    trouble,
    async plan(names, signal) {
      const argv = ['apt-get', ...shared, ...options, 'install', '--simulate', '--yes']
      const answer = await runStep([...argv, '--no-install-recommends', ...names], {
        timeoutMs: limitsMs.aptPlan,
        signal,
        env: plainEnv(),
      })
      return answer.ok ? [...new Set([...names, ...newPackages(answer.output)])] : null
    },
    download(names, into, signal) {
      return runStep(['apt-get', ...shared, ...options, 'download', ...names], {
        timeoutMs: limitsMs.aptDownload,
        signal,
        cwd: into,
        env: plainEnv(),
        label: 'packages',
      })
    },
  }
}

/**
 * Fetches package lists into `folder` and answers from them. Sources of other vendors may fail to
 * answer without spoiling the lists we need, so apt's own exit code decides nothing here.
 *
 * @param {string} folder
 * @param {AbortSignal} signal
 * @returns {Promise<Apt>}
 */
export async function privateApt(folder, signal) {
  mkdirSync(join(folder, 'lists', 'partial'), { recursive: true })
  mkdirSync(join(folder, 'archives', 'partial'), { recursive: true })
  const options = [
    ['Dir::State::lists', join(folder, 'lists')],
    ['Dir::Cache', folder],
    ['Dir::Cache::archives', join(folder, 'archives')],
    ['Acquire::Languages', 'none'],
    ['Acquire::Retries', '2'],
    ['Acquire::http::Timeout', '20'],
    ['Acquire::https::Timeout', '20'],
  ].flatMap(([key, value]) => ['-o', `${key}=${value}`])
  const update = await runStep(['apt-get', ...shared, ...options, 'update'], {
    timeoutMs: limitsMs.aptUpdate,
    signal,
    env: plainEnv(),
    label: 'package lists',
  })
  const complaints = update.output.split('\n').filter((line) => /^[EW]: /.test(line))
  if (!update.ok) complaints.push(`apt-get update ${update.why}`)
  return systemApt(options, complaints.map((line) => `\n${line}`).join(''))
}

/**
 * Reads lines such as `Inst libcap2 (1:2.66-4 Debian:12.10/stable [amd64])`. A line with the
 * installed version in brackets after the name is an upgrade: what is installed serves us.
 *
 * @param {string} output of a simulated installation
 * @returns {string[]}
 */
export function newPackages(output) {
  return [...output.matchAll(/^Inst (\S+) \(/gm)].map(([, name = '']) => name)
}

/** apt's wording is read, so it must not be translated. */
function plainEnv() {
  return { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' }
}
