import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from '@millwright/logger'
import type { OutgoingJob, Queues } from '@millwright/queue'
import { createStore } from '@millwright/store'
import type { PromptSet } from '@millwright/template'
import {
  type Files,
  startFakeGitHub,
  startWebhookReceiver,
  temporaryDirectory,
} from '@millwright/testing'
import type { RuleSet } from '@millwright/triage'
import type { Redis } from 'ioredis'
import { handleOutgoing } from '../handle-outgoing.ts'
import { handleRun } from '../runs/handle-run.ts'
import { jobLog } from '../runs/job-log.fixture.ts'
import { leadMaker, TOKEN } from './lead-maker.fixture.ts'
import { readers } from './readers.fixture.ts'

export const repo = 'acme/web'
export const branch = 'feat/x'
/** Rounds of work that follows from work; more would never end. */
const ROUNDS_MAX = 20

type Settings = Readonly<Record<string, unknown>>

export interface SceneWish {
  /** Settings of `repo`, over mode `auto`. */
  readonly repository?: Settings
  /** Any other settings. */
  readonly settings?: Settings
  /** Works as a GitHub App with this key instead of with TOKEN. */
  readonly app?: { readonly publicKey: string; readonly privateKey: string }
}

export interface RedRun {
  readonly branch?: string
  readonly sha?: string
  /** The workflow's; `CI` unless told. */
  readonly name?: string
  /** Job → its log; null when it was never uploaded. One job with a type error unless told. */
  readonly jobs?: Readonly<Record<string, string | Uint8Array | null>>
  /** How long each of them took. */
  readonly seconds?: number
  readonly createdAt?: string
}

/** What the scenes of one test file share. */
export interface Shared {
  readonly redis: Redis
  readonly queues: Queues
  readonly rules: RuleSet
  readonly prompts: PromptSet
  readonly logger: Logger
  /** What was queued for the outside since the last call: each job once, as the queue keeps it. */
  takeOutgoing(): Promise<OutgoingJob[]>
}

/** A GitHub with one repository, somebody to notify, and leads that look after it. */
export async function createScene(shared: Shared, wish: SceneWish) {
  const { redis, queues, takeOutgoing } = shared
  const store = createStore(redis)
  const dir = await temporaryDirectory('millwright-scene-')
  const receiver = await startWebhookReceiver()
  const github = await startGitHub(dir, wish)
  const file = join(dir, 'millwright.yaml')
  const configure = (repository: Settings, settings: Settings = {}) => {
    const own = { api_url: github.apiUrl, git_url: github.gitUrl, ...(wish.app && { app_id: 9 }) }
    const config = {
      data_dir: join(dir, 'data'),
      repositories: { [repo]: { mode: 'auto', ...repository } },
      notify: [{ kind: 'webhook', url: receiver.url }],
      github: own,
      ...settings,
    }
    writeFileSync(file, JSON.stringify(config))
  }
  configure(wish.repository ?? {}, wish.settings)
  let toldCount = 0
  const lead = leadMaker({ ...shared, file, privateKey: wish.app?.privateKey ?? null })
  return {
    ...{ github, receiver, queues, redis, store, lead, takeOutgoing },
    /** What the lead works with, unless it is an App. */
    token: TOKEN,
    ...readers(store),
    /** Where the stand-in keeps the repository. */
    gitDir: join(dir, 'github/repositories', `${repo}.git`),
    /** Changes the settings for every lead that starts from now on. */
    configure,
    /** The keys of the notifications since the last call. */
    told: () => {
      const keys = receiver.received().map(({ headers }) => String(headers['x-millwright-key']))
      const news = keys.slice(toldCount)
      toldCount = keys.length
      return news
    },
    /** A pull request with type errors in src/a.ts and src/b.ts. */
    openPull: (more: { branch?: string; files?: Files; draft?: boolean; fork?: string } = {}) =>
      github.openPullRequest({ repo, branch, title: 'A change', files: redFiles, ...more }),
    /** A finished run of which no lead has heard. */
    red: ({ jobs = { types: jobLog.types }, seconds = 0, ...more }: RedRun = {}) =>
      github.recordRun({
        ...{ repo, branch, ...more },
        jobs: redJobs(jobs, seconds),
      }),
    /** A finished run without a failure. */
    green: (sha: string, name = 'CI') =>
      github.recordRun({
        ...{ repo, branch, sha, name },
        jobs: [greenJob],
      }),
    /** A new lead hears of a finished run. */
    heard: (run: { readonly id: number }, attempt = 1) => handleRun(lead(), repo, run.id, attempt),
    /** Ends the rerun of a run: green, or red of what these jobs' logs say. */
    rerun: ({ id }: { readonly id: number }, red: RedRun['jobs'] = {}) =>
      github.recordRerun(repo, id, Object.keys(red).length > 0 ? redJobs(red, 0) : [greenJob]),
    /** Does what was queued for the outside, and what follows from it, each job by a new lead. */
    settle: async (): Promise<void> => {
      for (let round = 0; round < ROUNDS_MAX; round += 1) {
        const jobs = await takeOutgoing()
        if (jobs.length === 0) return
        for (const job of jobs) await handleOutgoing(lead(), job)
      }
      throw new Error(`deliveries did not settle in ${ROUNDS_MAX} rounds`)
    },
    close: async () => {
      await Promise.all([github.close(), receiver.close()])
    },
  }
}

export type Scene = Awaited<ReturnType<typeof createScene>>

const greenJob = { name: 'types', log: '', conclusion: 'success' } as const

function redJobs(logs: NonNullable<RedRun['jobs']>, seconds: number) {
  const conclusion = 'failure' as const
  return Object.entries(logs).map(([name, log]) => ({ name, log, conclusion, seconds }))
}

const redFiles: Files = {
  'src/a.ts': "const a: number = 'one'\n",
  'src/b.ts': 'const b = foo\n',
}

async function startGitHub(dir: string, { app }: SceneWish) {
  const github = await startFakeGitHub({
    dir: join(dir, 'github'),
    webhook: { url: null, secret: 'unused' },
    ...(app ? { app: { appId: 9, publicKeyPem: app.publicKey } } : {}),
    tokens: { [TOKEN]: { login: 'mill' } },
    ci: false,
  })
  await github.createRepository({ name: repo, files: { 'src/a.ts': 'const a = 1\n' } })
  return github
}
