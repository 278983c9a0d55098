import { mkdir } from 'node:fs/promises'
import { runProgram } from '../../run-program.ts'
import type { JobContext } from './job-context.ts'
import type { JobLog } from './job-log.ts'

/** Does what actions/checkout does, with real git, and tells it in the action's words. */
export async function checkout(context: JobContext, log: JobLog): Promise<void> {
  const { repository, run, places, url } = context
  const dir = places.workspace
  await mkdir(dir, { recursive: true })
  const git = async (...args: string[]) => {
    log.line(`[command]/usr/bin/git ${args.join(' ').replace(repository.gitDir, 'origin')}`)
    const output = await runProgram(['git', ...args], { cwd: dir })
    for (const line of output.toString().split('\n').filter(Boolean)) log.line(line)
  }
  log.line(`Syncing repository: ${repository.fullName}`)
  log.line('##[group]Getting Git version info')
  log.line(`Working directory is '${dir}'`)
  await git('version')
  log.line('##[endgroup]')
  log.line(`Deleting the contents of '${dir}'`)
  log.line('##[group]Initializing the repository')
  await git('init', '--quiet', '--initial-branch=main', dir)
  await git('remote', 'add', 'origin', `${url}/${repository.fullName}`)
  log.line('##[endgroup]')
  log.line('##[group]Disabling automatic garbage collection')
  await git('config', '--local', 'gc.auto', '0')
  log.line('##[endgroup]')
  log.line('##[group]Fetching the repository')
  const what = ['--quiet', '--no-tags', '--no-recurse-submodules', '--depth=1']
  await git('fetch', ...what, repository.gitDir, run.headCommit.sha)
  log.line('##[endgroup]')
  log.line('##[group]Checking out the ref')
  const ref = run.pull === null ? run.headBranch : `pull/${run.pull.number}/merge`
  await git('checkout', '--quiet', '--force', run.headCommit.sha)
  log.line(`HEAD is now at ${run.headCommit.sha.slice(0, 7)} (${ref})`)
  log.line('##[endgroup]')
  await git('log', '-1', '--format=%H')
}

/** What the runner shows of the action's inputs. */
export function checkoutInputs(context: JobContext): string[] {
  return [
    `  repository: ${context.repository.fullName}`,
    '  token: ***',
    '  ssh-strict: true',
    '  ssh-user: git',
    '  persist-credentials: true',
    '  clean: true',
    '  sparse-checkout-cone-mode: true',
    '  fetch-depth: 1',
    '  fetch-tags: false',
    '  show-progress: true',
    '  lfs: false',
    '  submodules: false',
    '  set-safe-directory: true',
  ]
}

/** The action's own cleaning up, after the last step of the job. */
export async function postCheckout(context: JobContext, log: JobLog): Promise<void> {
  log.line('Post job cleanup.')
  log.line('[command]/usr/bin/git version')
  log.line((await runProgram(['git', 'version'])).toString().trim())
  log.line(
    `Temporarily overriding HOME='${context.places.temp}' before making global git config changes`,
  )
  log.line('Adding repository directory to the temporary git global config as a safe directory')
  log.line(`[command]/usr/bin/git config --global --add safe.directory ${context.places.workspace}`)
}
