import type { GreenLines, LogFacts, RuleSet } from '@millwright/triage'
import type { Command } from 'commander'
import { openLogs } from './open-log.ts'

/** What every way of looking at logs may be told. */
export interface TriageOptions {
  json?: boolean
  jsonl?: boolean
  explain?: boolean
  conclusion?: string
  rules: string[]
  green: string[]
}

/** Adds the options that say how logs are looked at. */
export function addTriageOptions(command: Command): Command {
  return command
    .option('--rules <folder>', 'read your packs and known issues, too (may be repeated)', add, [])
    .option('--green <log>', 'rank what this green log holds lower (may be repeated)', add, [])
    .option('--conclusion <word>', 'what GitHub says of the job: failure, timed_out, cancelled ...')
}

function add(value: string, before: string[]): string[] {
  return [...before, value]
}

/** The rules and the facts that the options name. */
export async function readOptions(
  options: TriageOptions,
): Promise<{ rules: RuleSet; facts: LogFacts }> {
  const { loadRules } = await import('@millwright/triage')
  const green = await readGreen(options.green)
  const facts: LogFacts = {
    ...(options.conclusion !== undefined && { conclusion: options.conclusion }),
    ...(green && { green }),
  }
  return { rules: await loadRules(options.rules), facts }
}

async function readGreen(files: readonly string[]): Promise<GreenLines | null> {
  if (files.length === 0) return null
  const { GreenLines: Lines } = await import('@millwright/triage')
  const green = new Lines()
  for (const file of files) {
    const opened = await openLogs(file)
    for (const log of opened.logs) await green.add(log.open())
    opened.close()
  }
  return green
}
