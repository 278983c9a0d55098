import type { Command } from 'commander'
import { configOf } from '../command-context.ts'
import { printable } from '../printable.ts'
import { createStatusClient } from '../status-client.ts'
import { writeJson, writeLine } from '../write-out.ts'

const DEPTH_MAX = 4

/** `millwright status`: how the running service is, in one look. */
export function addStatusCommand(program: Command): void {
  program
    .command('status')
    .description('show how the running service is')
    .option('--json', 'print the answer of the status API')
    .action(async ({ json }: { json?: boolean }, command: Command) => {
      const client = createStatusClient(configOf(command))
      const answer = await client.get('/api/v1/status')
      if (json === true) return writeJson(answer)
      writeLine(`dashboard: ${client.url}`)
      for (const line of linesOf(answer, '')) writeLine(line)
    })
}

/** `name: value` lines; what the API adds later is shown without a change here. */
function linesOf(value: unknown, path: string, depth = 0): string[] {
  if (typeof value !== 'object' || value === null || depth >= DEPTH_MAX) {
    return [`${path}: ${printable(typeof value === 'string' ? value : JSON.stringify(value))}`]
  }
  if (Array.isArray(value) && value.length === 0) return [`${path}: none`]
  return Object.entries(value).flatMap(([key, child]) =>
    linesOf(child, path === '' ? printable(key) : `${path}.${printable(key)}`, depth + 1),
  )
}
