import { dirname } from 'node:path'
import { loadConfig, secretsOf } from '@millwright/config'
import { createGitHub } from '@millwright/github'
import { createRedactor } from '@millwright/logger'
import { createStore } from '@millwright/store'
import type { Wrap } from '@millwright/testing'
import { createParts } from '../create-parts.ts'
import { githubAuth } from '../github-auth.ts'
import type { Parts } from '../parts.ts'
import type { Shared } from './scene.fixture.ts'

/** The lead's own credential; no text that leaves the lead may hold it. */
export const TOKEN = 'the-lead-may-write-with-this-one'

export interface LeadOptions extends Shared {
  /** Its configuration, read anew for each lead. */
  readonly file: string
  /** Of an App; null for work with TOKEN. */
  readonly privateKey: string | null
}

/**
 * Makes leads that have been started this moment and remember nothing. Each has a GitHub client of
 * its own, so that none waits for the pause that GitHub wants between two comments.
 */
export function leadMaker(options: LeadOptions): (wrap?: Wrap) => Parts {
  const { file, privateKey, logger, redis, queues, rules, prompts } = options
  const env =
    privateKey === null
      ? { MILLWRIGHT_GITHUB_TOKEN: TOKEN }
      : { MILLWRIGHT_GITHUB_PRIVATE_KEY: privateKey }
  return (wrap = (_name, part) => part) => {
    const config = loadConfig({ role: 'lead', file, env, cwd: dirname(file) })
    const redact = createRedactor(secretsOf(config))
    const { api_url: apiUrl, git_url: gitUrl } = config.github
    const own = {
      auth: githubAuth(config).auth,
      logger,
      retryBaseMs: 1,
      writePauseMs: 0,
      onSecret: redact.add,
    }
    const parts = createParts({
      ...{
        config,
        logger,
        redact,
        rules: () => rules,
        prompts: () => prompts,
        reload: async () => {},
      },
      redis: wrap('redis', redis),
      queues: wrap('queues', queues),
      store: wrap('store', createStore(redis)),
      github: wrap('github', createGitHub({ apiUrl, gitUrl, ...own })),
    })
    return { ...parts, notifier: wrap('notifier', parts.notifier) }
  }
}
