import { limitsMs } from './limits.mjs'
import { installLine } from './package-manager.mjs'
import { runStep } from './run-step.mjs'
import { SetupError } from './setup-error.mjs'
import { isAtLeast } from './version.mjs'

/** The first release with the stream and list commands that the queue and the reports use. */
const oldest = [6, 2]

/**
 * Valkey or Redis. Only asked for its version here: nothing is started and no port is looked at,
 * so a server that runs on this machine for somebody else is left alone.
 *
 * @type {import('./ensure-tools.mjs').Tool}
 */
export const redisTool = {
  name: 'redis',
  commands: ['valkey-server', 'redis-server'],
  companions: ['valkey-cli', 'redis-cli'],
  packages: [
    ['valkey-server', 'valkey-tools'],
    ['redis-server', 'redis-tools'],
  ],
  isOwnCopyUseful: true,
  async check(path, signal) {
    const answer = await runStep([path, '--version'], { timeoutMs: limitsMs.probe, signal })
    const version = /\bv=(\d+(\.\d+)+)/.exec(answer.output)?.[1]
    if (!answer.ok || !version) {
      return new SetupError(
        `${path} --version ${answer.why || 'names no version'}\n${answer.output.trimEnd()}`,
        installLine(['redis']),
      )
    }
    if (isAtLeast(version, oldest)) return null
    return new SetupError(
      `${path} is version ${version}; ${oldest.join('.')} or newer is needed`,
      'install Valkey from https://valkey.io/download/',
    )
  },
}
