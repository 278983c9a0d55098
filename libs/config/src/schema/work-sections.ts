import { ReportFormat, RepositoryMode, RepositoryName } from '@millwright/protocol'
import { z } from 'zod'
import { field } from './field.ts'
import { differs, quietTimes } from './quiet-times.ts'

export const SandboxSection = z
  .strictObject({
    mode: field(z.enum(['auto', 'bwrap', 'none']).default('auto'), {
      doc: '`auto` refuses to work without bubblewrap; `none` runs commands of watched repositories unconfined, for a machine that is a throw-away itself: then forks are refused, and every patch waits for a person.',
    }),
    read_only_paths: field(z.array(z.string().startsWith('/')).max(50).default([]), {
      doc: 'Folders outside the system directories that commands in the jail may read, such as tool caches.',
      unit: 'absolute paths',
    }),
    tool_path: field(z.array(z.string().startsWith('/')).max(50).default([]), {
      doc: 'Folders put in front of PATH in the jail; they must be readable there.',
      unit: 'absolute paths',
    }),
    memory_mb: field(z.int().min(128).max(1_000_000).default(4_096), {
      doc: 'Memory that the commands of one task may use.',
      unit: 'MB',
    }),
    cache_mb: field(z.int().min(0).max(1_000_000).default(20_000), {
      doc: 'Disk that the package caches of all repositories may take together; those not used for the longest are removed first.',
      unit: 'MB',
    }),
    mirror_mb: field(z.int().min(0).max(10_000_000).default(20_000), {
      doc: 'Disk that the mirrors of all repositories may take together on one machine; those not used for the longest are removed first, but none that was used within a day.',
      unit: 'MB',
    }),
    processes: field(z.int().min(16).max(100_000).default(512), {
      doc: 'Processes and threads that the commands of one task may have.',
      unit: 'processes',
    }),
  })
  .prefault({})

export const LimitsSection = z
  .strictObject({
    turns: field(z.int().min(1).max(200).default(40), {
      doc: 'Answers of the model in one attempt.',
      unit: 'turns',
    }),
    usd: field(z.number().min(0).max(1_000).default(3), {
      doc: 'Model spend of one attempt.',
      unit: 'USD',
    }),
    tokens: field(z.int().min(1).max(100_000_000).default(2_000_000), {
      doc: 'Input and output tokens of one attempt together.',
      unit: 'tokens',
    }),
    files: field(z.int().min(1).max(1_000).default(5), {
      doc: 'Files that a patch may change; the gate refuses a larger one, and people are told.',
      unit: 'files',
    }),
    lines: field(z.int().min(1).max(100_000).default(400), {
      doc: 'Lines that a patch may change, of 200 characters on average; the gate refuses a larger one, and people are told.',
      unit: 'lines',
    }),
    task_minutes: field(z.number().min(0.05).max(240).default(30), {
      doc: 'Time for one attempt.',
      unit: 'minutes',
    }),
    attempts: field(z.int().min(1).max(10).default(2), {
      doc: 'Attempts at one cause on one pull request before a person is called.',
      unit: 'attempts',
    }),
    reruns: field(z.int().min(0).max(5).default(1), {
      doc: 'How often the failed jobs of a run are run again: before a cause that may be gone by itself is looked into, and before a commit of ours that is red of a new cause is reverted; 0 for never. Needs the permission actions: write.',
      unit: 'times',
    }),
    rerun_minutes: field(z.number().min(0).max(100_000).default(60), {
      doc: 'Time of CI that these reruns may take in one repository on one day (UTC); each counts as long as its failed jobs took, every job in whole minutes, as GitHub bills them.',
      unit: 'minutes',
    }),
    approval_hours: field(
      z
        .number()
        .min(0.01)
        .max(24 * 30)
        .default(72),
      {
        doc: 'Time in which a person can approve a patch that waits; then it is dropped.',
        unit: 'hours',
      },
    ),
  })
  .prefault({})

/** As `parseAllowedHost` of libs/sandbox reads it; an address in the place of the name is none. */
const allowedHost = z
  .string()
  .max(320)
  .regex(
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?(:\d{1,5})?(=[0-9a-f.:]{2,45})?$/i,
    'a host as name, name:port or name:port=address',
  )

const Setup = z
  .strictObject({
    commands: field(z.array(z.string().min(1).max(4_000)).max(10).default([]), {
      doc: 'Commands that install what the repository needs, such as `npm ci`; run in the jail before anything else.',
      unit: 'shell commands, run in the jail',
    }),
    hosts: field(z.array(allowedHost).max(50).default([]), {
      doc: 'Hosts that these commands may reach, such as `registry.npmjs.org`, at ports 443 and 80 unless one is named. `name:port=address` opens a server of your own network.',
      unit: 'names',
    }),
    install_scripts: field(z.boolean().default(false), {
      doc: 'Whether packages may run commands of their own while they are installed (npm, pnpm, Yarn), or be built from source (pip). What a repository itself names to be built, by an address or in a requirements file, pip builds all the same, in the jail.',
    }),
    minutes: field(z.number().min(0.05).max(240).default(15), {
      doc: 'Time for each of these commands.',
      unit: 'minutes',
    }),
  })
  .prefault({})

const Report = z
  .strictObject({
    path: field(
      z
        .string()
        .regex(
          /^(?![-/])(?!.*\.\.)[\w@./ -]{1,200}$/,
          'a path in the repository, without ".." and without a slash at its start',
        )
        .optional(),
      {
        doc: 'Where the validation commands leave the report of their test runner: a file, or a folder of XML files such as `target/surefire-reports`. Vitest, Jest, node --test, pytest, go test, PHPUnit, RSpec and CTest are asked for one without this.',
        unit: 'path in the repository',
        fallback: 'none',
      },
    ),
    format: field(ReportFormat.default('junit'), { doc: 'How that report is written.' }),
  })
  .prefault({})

const Repository = z.strictObject({
  mode: field(RepositoryMode.default('report'), {
    doc: '`off`; `report` comments only; `staged` keeps patches for approval; `auto` pushes what proof and gate allow.',
  }),
  validation: field(z.array(z.string().min(1).max(4_000)).max(20).default([]), {
    doc: 'Commands that must be green before anything is pushed, besides the one that failed.',
    unit: 'shell commands, run in the jail',
  }),
  protected_branches: field(z.array(z.string().min(1).max(255)).max(50).default([]), {
    doc: 'Branches that are never pushed to, besides the default branch and those GitHub protects.',
    unit: 'names',
  }),
  forks: field(z.boolean().default(false), {
    doc: 'Whether pull requests from forks are looked at.',
  }),
  setup: Setup,
  report: Report,
  quiet_hours: z
    .strictObject(quietTimes('Start of the hours in which no work begins; red jobs wait.'))
    .refine(...differs)
    .optional(),
  drafts: field(z.boolean().default(false), { doc: 'Whether draft pull requests are looked at.' }),
  labels: field(z.array(z.string().min(1).max(50)).max(20).default([]), {
    doc: 'Labels put on a pull request for which a patch waits or was pushed. Needs pull requests: write.',
    unit: 'names',
  }),
})

export const Repositories = field(z.record(RepositoryName, Repository).default({}), {
  doc: 'The repositories to watch; red jobs of any other are recorded and left alone.',
  fallback: 'none',
})
