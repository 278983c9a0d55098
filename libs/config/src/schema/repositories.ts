import { ReportFormat, RepositoryMode, RepositoryName } from '@millwright/protocol'
import { z } from 'zod'
import { field } from './field.ts'
import { differs, quietTimes } from './quiet-times.ts'

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
