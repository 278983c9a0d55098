import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { systemPath } from '../../run-program.ts'
import type { Repository } from '../repository.ts'
import type { Attempt, Job, Run } from '../run.ts'
import type { Contexts } from './evaluate.ts'
import type { JobPlan, Workflow } from './workflow.ts'

/** All that one job needs to know to run. */
export interface JobContext {
  readonly repository: Repository
  readonly run: Run
  readonly attempt: Attempt
  readonly job: Job
  readonly key: string
  readonly plan: JobPlan
  readonly workflow: Workflow
  readonly secrets: Readonly<Record<string, string>>
  readonly toolPath: readonly string[]
  readonly url: string
  readonly places: JobPlaces
}

/** Where a job lives; `home` is what its log calls `/home/runner`. */
export interface JobPlaces {
  readonly home: string
  readonly temp: string
  readonly workspace: string
}

export function jobPlaces(home: string, repositoryName: string): JobPlaces {
  const work = join(home, 'work')
  return { home, temp: join(work, '_temp'), workspace: join(work, repositoryName, repositoryName) }
}

export function contextsOf(context: JobContext, env: Readonly<Record<string, string>>): Contexts {
  const github = Object.entries(githubVariables(context)).map(([name, value]) => [
    name.replace('GITHUB_', '').toLowerCase(),
    value,
  ])
  return {
    env,
    secrets: context.secrets,
    github: Object.fromEntries(github),
    runner: { os: 'Linux', temp: context.places.temp },
  }
}

/** The environment of every step, before the workflow adds its own; nothing is inherited. */
export function runnerEnvironment(context: JobContext): Record<string, string> {
  const { places, toolPath } = context
  return {
    PATH: [...toolPath, ...systemPath].join(':'),
    HOME: places.home,
    TMPDIR: places.temp,
    LANG: 'C.UTF-8',
    CI: 'true',
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: 'X64',
    RUNNER_TEMP: places.temp,
    RUNNER_NAME: 'GitHub Actions 1',
    ...githubVariables(context),
  }
}

/** The shell that `run:` uses, and how the log names it. */
export function shellOf(
  shell: 'bash' | 'sh' | undefined,
  toolPath: readonly string[],
): { argv: readonly string[]; shown: string } {
  const bash = [...toolPath, ...systemPath].map((dir) => join(dir, 'bash')).find(existsSync)
  if (shell === 'sh' || bash === undefined) {
    return { argv: ['sh', '-e'], shown: '/usr/bin/sh -e {0}' }
  }
  if (shell === undefined) return { argv: [bash, '-e'], shown: '/usr/bin/bash -e {0}' }
  const strict = ['--noprofile', '--norc', '-e', '-o', 'pipefail']
  return { argv: [bash, ...strict], shown: `/usr/bin/bash ${strict.join(' ')} {0}` }
}

function githubVariables(context: JobContext): Record<string, string> {
  const { repository, run, attempt, key, places, url } = context
  const isPull = run.event === 'pull_request' && run.pull !== null
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTOR: run.actor,
    GITHUB_API_URL: url,
    GITHUB_BASE_REF: isPull ? (run.pull?.baseBranch ?? '') : '',
    GITHUB_EVENT_NAME: run.event,
    GITHUB_HEAD_REF: isPull ? run.headBranch : '',
    GITHUB_JOB: key,
    GITHUB_REF: isPull ? `refs/pull/${run.pull?.number}/merge` : `refs/heads/${run.headBranch}`,
    GITHUB_REF_NAME: isPull ? `${run.pull?.number}/merge` : run.headBranch,
    GITHUB_REPOSITORY: repository.fullName,
    GITHUB_REPOSITORY_OWNER: repository.owner,
    GITHUB_RUN_ATTEMPT: String(attempt.number),
    GITHUB_RUN_ID: String(run.id),
    GITHUB_RUN_NUMBER: String(run.number),
    GITHUB_SERVER_URL: url,
    GITHUB_SHA: run.headCommit.sha,
    GITHUB_WORKFLOW: run.workflow.name,
    GITHUB_WORKSPACE: places.workspace,
  }
}
