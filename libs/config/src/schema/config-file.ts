import { z } from 'zod'
import { BudgetSection } from './budget-section.ts'
import { EscalationSection } from './escalation-section.ts'
import { field } from './field.ts'
import { GitHubSection } from './github-section.ts'
import { KeepSection } from './keep-section.ts'
import { LimitsSection } from './limits-section.ts'
import { LogSection } from './log-section.ts'
import { ModelSection } from './model-section.ts'
import { Notify } from './notify-section.ts'
import { RedisSection } from './redis-section.ts'
import { Repositories } from './repositories.ts'
import { SandboxSection } from './sandbox-section.ts'
import { StatusSection } from './status-section.ts'
import { WebhookSection } from './webhook-section.ts'
import { WorkerSection } from './worker-section.ts'

/** `millwright.yaml` with its defaults. Every setting carries its documentation. */
export const ConfigFile = z.strictObject({
  data_dir: field(z.string().min(1).default('.millwright'), {
    doc: 'Folder for everything Millwright keeps: private Redis, mirrors, workspaces.',
    unit: 'path',
  }),
  prompts_dir: field(z.string().min(1).optional(), {
    doc: 'Folder of prompt templates.',
    unit: 'path',
    fallback: 'the installed prompts',
  }),
  rules_dir: field(z.string().min(1).optional(), {
    doc: 'Folder of your own rule packs and known issues, read beside the built-in rules.',
    unit: 'path',
    fallback: 'none',
  }),
  paused: field(z.boolean().default(false), {
    doc: 'Whether to record what happens and start nothing.',
  }),
  redis: RedisSection,
  keep: KeepSection,
  github: GitHubSection,
  webhook: WebhookSection,
  status: StatusSection,
  model: ModelSection,
  worker: WorkerSection,
  sandbox: SandboxSection,
  limits: LimitsSection,
  budget: BudgetSection,
  escalation: EscalationSection,
  repositories: Repositories,
  notify: Notify,
  log: LogSection,
})
export type ConfigFile = z.infer<typeof ConfigFile>
