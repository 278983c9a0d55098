import type { Command } from 'commander'
import { z } from 'zod'
import { actorName } from '../actor-name.ts'
import { configOf } from '../command-context.ts'
import { exitCode } from '../exit-code.ts'
import { printable } from '../printable.ts'
import { createStatusClient, type StatusClient } from '../status-client.ts'
import { unknownForm } from '../unknown-form.ts'
import { writeJson, writeLine } from '../write-out.ts'
import { waitForReload } from './wait-for-reload.ts'

const Answer = z.object({
  prompts: z
    .object({
      hash: z.string(),
      since: z.string(),
      reloaded_at: z.string().optional(),
      refused: z
        .object({
          place: z.object({ file: z.string(), line: z.number(), column: z.number() }).nullable(),
          problem: z.string(),
        })
        .nullable(),
    })
    .nullable(),
})
type InUse = NonNullable<z.infer<typeof Answer>['prompts']>

/** `millwright prompts reload`: has the lead read the folder now, and says what came of it. */
export async function reloadPrompts({ json }: { json?: boolean }, command: Command) {
  const client = createStatusClient(configOf(command))
  const before = await look(client)
  await client.post('/api/v1/templates/reload', { actor: actorName() })
  const after = await waitForReload(() => look(client), before?.reloaded_at)
  const { hash, since, refused } = after
  const is_new = hash !== before?.hash
  if (refused !== null) process.exitCode = exitCode.checkFailed
  if (json === true) return writeJson({ ok: refused === null, hash, since, is_new, refused })
  for (const line of describe(after, is_new)) writeLine(printable(line))
}

async function look(client: StatusClient): Promise<InUse | null> {
  const { success, data } = Answer.safeParse(await client.get('/api/v1/templates'))
  if (success) return data.prompts
  throw unknownForm()
}

function describe({ hash, since, refused }: InUse, isNew: boolean): string[] {
  const version = hash.slice(0, 19)
  if (refused === null) {
    return [isNew ? `in use from now on: ${version}` : `nothing new: ${version} since ${since}`]
  }
  const { place, problem } = refused
  const where = place === null ? '' : `${place.file}:${place.line}:${place.column}: `
  return [`${where}error: ${problem}`, `the last good prompts stay: ${version} since ${since}`]
}
