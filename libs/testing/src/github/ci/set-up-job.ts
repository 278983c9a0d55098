import type { JobContext } from './job-context.ts'
import type { JobLog } from './job-log.ts'

/** The first lines of every job's log: what runs it, and with which rights. */
export function writeSetUp({ plan, job }: JobContext, log: JobLog): void {
  log.line("Current runner version: '2.330.0'")
  log.group('Runner Image Provisioner', ['Hosted Compute Agent', 'Version: 20260101.1'])
  log.group('Operating System', ['Ubuntu', '24.04.3', 'LTS'])
  log.group('Runner Image', ['Image: ubuntu-24.04', 'Version: 20260101.1.0'])
  log.group('GITHUB_TOKEN Permissions', ['Contents: read', 'Metadata: read'])
  log.line('Secret source: Actions')
  log.line('Prepare workflow directory')
  log.line('Prepare all required actions')
  const actions = new Set(plan.steps.flatMap((step) => step.uses ?? []))
  if (actions.size > 0) log.line('Getting action download info')
  for (const action of actions) log.line(`Download action repository '${action}'`)
  log.line(`Complete job name: ${job.name}`)
}
