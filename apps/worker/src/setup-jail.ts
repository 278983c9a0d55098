import type { Config } from '@millwright/config'
import { type Jail, openProxy } from '@millwright/sandbox'
import { openCache, tidyCaches, type Workspace } from '@millwright/workspace'
import type { Attempt } from './attempt.ts'
import {
  cacheMount,
  cacheVariables,
  depsMount,
  placesIn,
  withoutInstallScripts,
} from './dependency-places.ts'
import type { NetworkAccount } from './network-account.ts'
import { jailOf } from './open-jail.ts'

/** How an operator has one repository set up. */
export type Setup = Config['repositories'][string]['setup']

const MB = 2 ** 20

/** Null where the operator named no commands. */
export function setupOf({ task, parts }: Attempt): Setup | null {
  const setup = parts.config.repositories[task.repo]?.setup
  return setup === undefined || setup.commands.length === 0 ? null : setup
}

/**
 * A jail that reaches the hosts of the list and keeps what it downloads, for one command at a time.
 * With a patch in the tree the command runs code that nobody has judged: later tasks install from
 * nothing that it downloaded.
 * Every connection is in the log; their sums go to the timeline when the command has ended.
 */
export function setupJail(
  attempt: Attempt,
  tree: Workspace,
  setup: Setup,
  account: NetworkAccount,
): Pick<Jail, 'run'> {
  const { parts, task, epoch, log } = attempt
  const { data_dir: dataDir, sandbox } = parts.config
  const variables = setup.install_scripts ? {} : withoutInstallScripts
  return {
    run: async (command) => {
      // What nobody vouches for is treated as a stranger's.
      const { repo, task_id: taskId, trust = 'fork' } = task
      const cache = await openCache({ dataDir, repo, trust, taskId, epoch })
      const proxy = await proxyFor(setup.hosts, attempt, account)
      const outside = { deps: tree.depsDir, cache: tree.isPatched ? tree.cacheDir : cache.dir }
      const mounts = [depsMount(outside, true), cacheMount(outside)]
      const socket = proxy === null ? {} : { proxySocket: proxy.socket }
      const places = placesIn(parts.sandbox.mode, outside)
      try {
        const more = { ...cacheVariables(places), ...variables }
        return await jailOf(attempt, tree, { mounts, ...socket }, more).run(command)
      } finally {
        await proxy?.close()
        await cache.close()
        for (const line of account.takeLines()) attempt.say('setup', line)
        const tidying = tidyCaches({ dataDir, bytesMax: sandbox.cache_mb * MB, logger: log })
        await tidying.catch((err: unknown) => log.warn({ err }, 'caches not tidied'))
      }
    },
  }
}

async function proxyFor(hosts: readonly string[], { log }: Attempt, account: NetworkAccount) {
  if (hosts.length === 0) return null
  return openProxy({ hosts, logger: log, onConnection: (connection) => account.add(connection) })
}
