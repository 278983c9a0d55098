import type { CompiledRule } from '../packs/rule-set.ts'

/** A cleaned line under its number in the raw log. */
export type Line = { number: number; text: string }

/** A place where a rule matched: its decisive lines, and the lines around the first of them. */
export type Hit = {
  rule: CompiledRule
  lines: Line[]
  captures: Record<string, string>
  before: Line[]
  after: Line[]
  /** How many lines `after` may grow to. */
  afterMax: number
}

/** A command that a package manager printed before running it. */
export type Echo = { script: string; command: string }

/** One step of a job, as far as its log tells. */
export type Step = {
  /** The job that it belongs to, where a log holds several; else empty. */
  job: string
  name: string
  /** The script of a `run:` step, empty for an action. */
  command: string
  isShell: boolean
  /** After the job's own steps: clean-up of actions and containers. */
  isPost: boolean
  firstLine: number
  lastLine: number
  /** From the runner's own last line of the step; null when it printed none. */
  exitCode: number | null
  /** Lines of output after that line: the runner prints none, a forger cannot avoid them. */
  linesAfterExit: number
  isCancelled: boolean
  errorLines: number
  echoes: Echo[]
  /** First and last hits of each rule; the key is the rule's full id. */
  hits: Map<string, { first: Hit[]; last: Hit[] }>
  /** Captures of a pack's `collect` lines; the key is the pack's name. */
  collected: Map<string, Collected[]>
  /** The first lines of each known issue; the key is the issue's full id. */
  issues: Map<string, Line[]>
  /** The last lines of output. */
  tail: Line[]
}

export type Collected = { line: Line; captures: Record<string, string> }

export function newStep(name: string, firstLine: number): Step {
  return {
    job: '',
    name,
    command: '',
    isShell: false,
    isPost: false,
    firstLine,
    lastLine: firstLine,
    exitCode: null,
    linesAfterExit: 0,
    isCancelled: false,
    errorLines: 0,
    echoes: [],
    hits: new Map(),
    collected: new Map(),
    issues: new Map(),
    tail: [],
  }
}

/** All hits kept of a step, in the order of their lines. */
export function hitsOf(step: Step): Hit[] {
  const hits = [...step.hits.values()].flatMap(({ first, last }) => [...first, ...last])
  return hits.sort((a, b) => lineOf(a) - lineOf(b))
}

export function lineOf(hit: Hit): number {
  return hit.lines[0]?.number ?? 0
}
