import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { CliError } from '../cli-error.ts'
import { exitCode } from '../exit-code.ts'
import type { StatusClient } from '../status-client.ts'
import { unknownForm } from '../unknown-form.ts'

const Share = z.object({
  count: z.number(),
  of: z.number(),
  share: z.number().nullable(),
  low: z.number(),
  high: z.number(),
})
/** What we show of what became of a version's tasks. */
export const Numbers = z.object({
  n: z.number(),
  open: z.number(),
  left_out: z.number(),
  too_few: z.boolean(),
  first_green: Share,
  green: Share,
  gate_blocks: Share,
  escalated: Share,
  rejected: Share,
  minutes: z.number().nullable(),
  usd: z.number().nullable(),
  usd_median: z.number().nullable(),
  usd_per_fix: z.number().nullable(),
})
export type Numbers = z.infer<typeof Numbers>

export const History = z.object({
  name: z.string(),
  rollout: z.object({
    canary: z.object({ hash: z.string(), share: z.number(), since: z.string() }).nullable(),
    steps: z.array(
      z.object({
        at: z.string(),
        actor: z.string(),
        action: z.string(),
        hash: z.string(),
        why: z.string(),
      }),
    ),
  }),
  versions: z.array(
    z.object({
      hash: z.string(),
      at: z.string(),
      label: z.enum(['stable', 'canary']).nullable(),
      is_folder: z.boolean(),
      repo: z.string().nullable(),
      numbers: Numbers.nullable(),
    }),
  ),
  trial: z.object({ worse: z.string().nullable() }).nullable(),
})
export type History = z.infer<typeof History>
export type Version = History['versions'][number]

const Saved = z.object({ hash: z.string() })
const Done = z.object({ hash: z.string() })

/** The versions of a template, from the running service. */
export async function readHistory(client: StatusClient, name: string): Promise<History> {
  return parse(History, await client.get(pathOf(name)))
}

/** Keeps an edited template as a version; throws CliError with the place that is wrong. */
export async function saveDraft(
  client: StatusClient,
  name: string,
  { file, actor }: { file: string; actor: string },
): Promise<string> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new CliError(`${file}: this file cannot be read`, exitCode.notFound, { cause })
  })
  return parse(Saved, await client.post(`${pathOf(name)}/versions`, { text, actor })).hash
}

/** Asks for a change of what is used; returns the version that is meant. */
export async function askRollout(
  client: StatusClient,
  name: string,
  { kind, ...body }: { kind: string; hash?: string; share?: number; actor: string },
): Promise<string> {
  return parse(Done, await client.post(`${pathOf(name)}/${kind}`, body)).hash
}

/** The one version whose hash begins as given, with or without `sha256:`. */
export function versionBy({ name, versions }: History, start: string): string {
  const plain = start.replace(/^sha256:/, '')
  const found = versions.filter(({ hash }) => hash.startsWith(`sha256:${plain}`))
  const [only, ...others] = found
  if (only && others.length === 0) return only.hash
  const what = only ? 'more than one version' : 'no version that is kept'
  const code = only ? exitCode.usage : exitCode.notFound
  throw new CliError(
    `${what} of ${name} begins with ${start}: see millwright prompts history`,
    code,
  )
}

function pathOf(name: string): string {
  return `/api/v1/templates/${encodeURIComponent(name)}`
}

function parse<T>(schema: z.ZodType<T>, answer: unknown): T {
  const { success, data } = schema.safeParse(answer)
  if (success) return data
  throw unknownForm()
}
