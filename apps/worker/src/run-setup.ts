import type { Proof } from '@millwright/protocol'
import { openProxy } from '@millwright/sandbox'
import { runProofs } from '@millwright/validation'
import { openCache, tidyCaches, type Workspace } from '@millwright/workspace'
import type { Attempt } from './attempt.ts'
import { commandMs } from './commands.ts'
import {
  cacheMount,
  cacheVariables,
  depsMount,
  placesIn,
  withoutInstallScripts,
} from './dependency-places.ts'
import { NetworkAccount } from './network-account.ts'
import { jailOf } from './open-jail.ts'

/** A command whose downloads failed is run so often: a registry has bad moments. */
export const SETUP_TRIES_MAX = 2
const MINUTE_MS = 60_000
const MB = 2 ** 20

type Setup = Attempt['parts']['config']['repositories'][string]['setup']

/** Runs the commands in a jail that reaches the listed hosts, until one is red. */
export async function runSetup(attempt: Attempt, tree: Workspace, setup: Setup): Promise<Proof[]> {
  const { task, parts, epoch } = attempt
  const { data_dir: dataDir, sandbox } = parts.config
  // What nobody vouches for is treated as a stranger's.
  const { repo, task_id: taskId, trust = 'fork' } = task
  const cache = await openCache({ dataDir, repo, trust, taskId, epoch })
  try {
    const proofs: Proof[] = []
    for (const command of setup.commands) {
      const proof = await tryCommand(command, attempt, tree, { setup, cacheDir: cache.dir })
      proofs.push(proof)
      if (proof.exit_code !== 0) break
    }
    return proofs
  } finally {
    await cache.close()
    const tidy = { dataDir, bytesMax: sandbox.cache_mb * MB, logger: attempt.log }
    await tidyCaches(tidy).catch((err: unknown) => attempt.log.warn({ err }, 'caches not tidied'))
  }
}

type How = { setup: Setup; cacheDir: string }

async function tryCommand(
  command: string,
  attempt: Attempt,
  tree: Workspace,
  how: How,
): Promise<Proof> {
  for (let tries = 1; ; tries += 1) {
    const account = new NetworkAccount()
    const proof = await runCommand(command, attempt, tree, { ...how, account })
    for (const line of account.lines()) attempt.say('setup', line)
    const isUnlucky = proof.exit_code !== 0 && account.failed > 0
    if (!isUnlucky || tries >= SETUP_TRIES_MAX) return proof
    attempt.say('setup', 'trying again: a listed host could not be reached')
  }
}

async function runCommand(
  command: string,
  attempt: Attempt,
  tree: Workspace,
  { setup, cacheDir, account }: How & { account: NetworkAccount },
): Promise<Proof> {
  const { parts, signal, log } = attempt
  const { hosts, install_scripts: hasScripts, minutes } = setup
  const onConnection = account.add.bind(account)
  const proxy = hosts.length === 0 ? null : await openProxy({ hosts, onConnection, logger: log })
  try {
    const outside = { deps: tree.depsDir, cache: cacheDir }
    const variables = cacheVariables(placesIn(parts.sandbox.mode, outside))
    const jail = jailOf(
      attempt,
      tree,
      {
        mounts: [depsMount(outside, true), cacheMount(outside)],
        ...(proxy === null ? {} : { proxySocket: proxy.socket }),
      },
      hasScripts ? variables : { ...variables, ...withoutInstallScripts },
    )
    const timeoutMs = commandMs(attempt, minutes * MINUTE_MS)
    const { redact } = parts
    const [proof] = await runProofs({ jail, commands: [command], timeoutMs, signal, redact })
    if (proof === undefined) throw new Error('a command was run and left no proof')
    return proof
  } finally {
    await proxy?.close()
  }
}
