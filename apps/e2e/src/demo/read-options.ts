import { parseArgs } from 'node:util'
import type { Story } from '../stories/story.ts'

export interface DemoOptions {
  isJson: boolean
  /** Stop at the end instead of leaving the dashboard up. */
  isExit: boolean
  /** Leave the folder that holds everything. */
  isKept: boolean
  workers: number
  stories: readonly Story[]
}

/** Options, or something to print and the exit code to end with. */
export type ReadOptions = { options: DemoOptions } | { text: string; exitCode: 0 | 2 }

const WORKERS_MAX = 8
const usage =
  'usage: millwright demo [--only LETTERS] [--workers N] [--exit] [--json] [--keep] [--help]'

/** Reads the arguments of the demo; `all` are the stories there are. */
export function readOptions(args: readonly string[], all: readonly Story[]): ReadOptions {
  const given = parse(args)
  if (typeof given === 'string') return refuse(given)
  if (given.help) return { text: help(all), exitCode: 0 }
  // Nobody is there to approve a patch when the demo stops at its end.
  const usual = given.exit || given.json ? all.filter(({ mode }) => mode !== 'staged') : all
  const letters = [...new Set((given.only ?? lettersOf(usual)).replaceAll(/[\s,]/g, ''))]
  const unknown = letters.filter((letter) => all.every(({ id }) => id !== letter))
  if (letters.length === 0 || unknown.length > 0) {
    const named = all.map(({ id, title }) => `${id} ${title}`).join(', ')
    return refuse(`--only takes the letters of stories, such as --only ac: ${named}`)
  }
  const workers = Number(given.workers)
  if (!Number.isInteger(workers) || workers < 1 || workers > WORKERS_MAX) {
    return refuse(`--workers takes a number from 1 to ${WORKERS_MAX}`)
  }
  return {
    options: {
      isJson: given.json,
      isExit: given.exit,
      isKept: given.keep,
      workers,
      stories: all.filter(({ id }) => letters.includes(id)),
    },
  }
}

/** The values as they stand, or what is wrong with the arguments. */
function parse(args: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string' },
        workers: { type: 'string', default: '2' },
        ...{ exit: flag, json: flag, keep: flag, help: { ...flag, short: 'h' } },
      },
    }).values
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return error.message.split('. ')[0] ?? error.message
  }
}

function refuse(what: string): ReadOptions {
  return { text: `millwright demo: ${what}\n${usage}`, exitCode: 2 }
}

function lettersOf(all: readonly Story[]): string {
  return all.map(({ id }) => id).join('')
}

function help(all: readonly Story[]): string {
  return `${usage}

Plays red pull requests from the webhook to their end. Stand-ins play GitHub and the model;
git, Redis, CI, workers and jails are real. Nothing leaves this machine.

  --only LETTERS  play these stories alone, such as ac
  --workers N     start N workers, 1 to ${WORKERS_MAX}; 2 unless told
  --exit          stop at the end instead of leaving the dashboard up
  --json          end with one JSON object on standard output; words go to standard error
  --keep          leave the folder with repositories, data and log

stories:
${all.map(({ id, title }) => `  ${id}  ${title}`).join('\n')}`
}
