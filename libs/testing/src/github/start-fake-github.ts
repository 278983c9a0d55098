import { createPublicKey } from 'node:crypto'
import { mkdir, realpath } from 'node:fs/promises'
import { openHttpServer } from '../http-server.ts'
import { RateLimit } from './api/rate-limit.ts'
import { createCi } from './ci/ci.ts'
import { createControls } from './controls.ts'
import { Faults } from './faults.ts'
import type { GitHubControls } from './github-controls.ts'
import { Journal, type JournalEntry } from './journal.ts'
import { startLogStorage } from './log-storage.ts'
import { createHandler, createRoutes } from './serve-github.ts'
import { type TokenOptions, Tokens } from './tokens.ts'
import { type WebhookOptions, Webhooks } from './webhooks.ts'
import type { World } from './world.ts'

export interface FakeGitHubOptions {
  /** Holds the repositories, the logs and the runners; an empty directory of its own. */
  readonly dir: string
  /** A free one unless told. */
  readonly port?: number
  readonly webhook: WebhookOptions
  readonly app?: { readonly appId: number; readonly publicKeyPem: string; readonly slug?: string }
  /** Token → what it may do. */
  readonly tokens?: Readonly<Record<string, TokenOptions>>
  /** Folders that come before the system's own in the PATH of CI steps. */
  readonly toolPath?: readonly string[]
  /** Repository → secret → value, for `${{ secrets.NAME }}`. */
  readonly secrets?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** False: pushes start no CI; runs come from `recordRun` alone. */
  readonly ci?: boolean
  /** Requests of REST an hour for each token; 5,000 unless told, as on GitHub. */
  readonly rateLimit?: number
}

export interface FakeGitHub extends GitHubControls {
  /** What Octokit's `baseUrl` must be. */
  readonly apiUrl: string
  /** `<gitUrl>/<owner>/<name>.git` can be cloned. */
  readonly gitUrl: string
  readonly faults: Faults
  /** What REST serves, as `GET /repos/:owner/:repo`. */
  readonly routes: readonly string[]
  /** Every request of REST and git, oldest first; the newest 20,000 are kept. */
  requests(): readonly JournalEntry[]
  close(): Promise<void>
}

const RATE_LIMIT = 5_000

/** Starts a GitHub on 127.0.0.1: REST, git over smart HTTP, webhooks, and CI that really runs. */
export async function startFakeGitHub(options: FakeGitHubOptions): Promise<FakeGitHub> {
  await mkdir(options.dir, { recursive: true })
  const dir = await realpath(options.dir)
  const server = await openHttpServer(options.port)
  const world = createWorld(options, server.url, dir)
  const webhooks = new Webhooks(world, options.webhook)
  const { ci: isOn = true, toolPath = [], secrets = {} } = options
  const ci = createCi(world, webhooks, { isOn, toolPath, secrets })
  const effects = { world, webhooks, ci }
  const logs = await startLogStorage()
  const journal = new Journal()
  const rateLimit = new RateLimit(options.rateLimit ?? RATE_LIMIT)
  const parts = { logs, journal, rateLimit }
  const routes = createRoutes(effects, parts)
  server.serve(createHandler(effects, parts, routes))
  return {
    ...createControls(effects),
    apiUrl: server.url,
    gitUrl: server.url,
    faults: world.faults,
    routes: routes.map(({ method, path }) => `${method} ${path}`),
    requests: () => journal.entries(),
    close: async () => {
      await ci.close()
      await webhooks.close()
      await Promise.all([server.close(), logs.close()])
    },
  }
}

function createWorld(options: FakeGitHubOptions, url: string, dir: string): World {
  const tokens = new Tokens()
  for (const [value, wish] of Object.entries(options.tokens ?? {})) tokens.addPersonal(value, wish)
  const { app } = options
  let lastId = 1_000
  return {
    url,
    dir,
    tokens,
    faults: new Faults(),
    repositories: new Map(),
    users: new Map(),
    emails: new Map(),
    app:
      app === undefined
        ? null
        : {
            id: app.appId,
            slug: app.slug ?? 'millwright',
            publicKey: createPublicKey(app.publicKeyPem),
          },
    nextId: () => {
      lastId += 1
      return lastId
    },
  }
}
