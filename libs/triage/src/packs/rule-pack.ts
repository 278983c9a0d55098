import { Category, Verdict } from '@millwright/protocol'
import { z } from 'zod'
import {
  CONTEXT_LINES_MAX,
  EXAMPLES_MAX,
  PATTERN_CHARS_MAX,
  PATTERNS_MAX,
  RULES_PER_PACK_MAX,
} from '../limits.ts'
import { Example } from './rule-example.ts'

/** What rules, packs and known issues are called. */
export const Name = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'lower-case words joined by hyphens')
/** How a rule is called everywhere but in its own pack. */
const FullId = z.string().regex(/^[a-z][a-z0-9-]{0,39}\/[a-z][a-z0-9-]{0,39}$/, '<pack>/<rule>')
/** A regular expression in RE2 syntax: linear time, no look-around, no back-references. */
const Pattern = z.string().min(1).max(PATTERN_CHARS_MAX)
export const Patterns = z.array(Pattern).max(PATTERNS_MAX)

/**
 * What a capture may hold. Only `path`, `word` and `number` may stand in a command.
 * A value outside its type's characters counts as not captured.
 */
export const CaptureType = z.enum(['path', 'word', 'number', 'test', 'text'])
export type CaptureType = z.infer<typeof CaptureType>

/**
 * A command made from a rule's typed captures. With `from`, the tool's own call found in the log is
 * rewritten: `from` must match it, and `to` may name the groups of `from`.
 */
export const CommandTemplate = z.union([
  z.string().min(1).max(500),
  z.strictObject({ from: Pattern, to: z.string().min(1).max(500) }),
])
export type CommandTemplate = z.infer<typeof CommandTemplate>

export const Rule = z.strictObject({
  /** Stable for ever: `<pack>/<id>` is part of the fingerprint. */
  id: Name,
  /** The `<pack>/<id>` it had before it was renamed or moved: its fingerprints stay as they were. */
  was: FullId.optional(),
  /** Lower is stronger: 0-9 authority, 10-19 infrastructure, 20-69 tools, 70-99 last resort. */
  tier: z.number().int().min(0).max(99),
  category: Category,
  /** Instead of the category's own verdict. */
  verdict: Verdict.optional(),
  tool: z.string().max(60).optional(),
  confidence: z.number().min(0).max(1).default(0.9),
  /** One sentence; `{{ name }}` stands for a capture. */
  summary: z.string().min(1).max(300),
  /** Any of these on one line. */
  match: Patterns.min(1),
  /** Then each of these, in order, at most `within` lines after the line before. */
  followed_by: z
    .array(z.strictObject({ match: Pattern, within: z.number().int().min(1).max(500) }))
    .max(4)
    .default([]),
  /** Lines that are no hit although `match` says so. */
  not: Patterns.default([]),
  /** Captures without which a hit does not count. */
  require: z.array(z.string()).max(5).default([]),
  /** Counts only in a step whose name or command matches. */
  step: Pattern.optional(),
  /** Which hit tells the cause: the first of a cascade, or the last. */
  pick: z.enum(['first', 'last']).default('first'),
  /** The hit counts in full only this many lines before the end of the failing step. */
  near: z.number().int().min(1).max(100_000).optional(),
  /** Looked for in the last CONTEXT_LINES_MAX lines of a step alone, since its words are common. */
  last_lines: z.boolean().default(false),
  /** What it says follows from the failure of an earlier step, when one failed. */
  follows: z.boolean().default(false),
  captures: z.record(z.string(), CaptureType).default({}),
  /** The captures that tell one cause from another; without them the masked line does. */
  key: z.array(z.string()).max(5).default([]),
  /** Files the cure is in although no line names them, as `package.json` is for npm. */
  files: z
    .array(z.string().regex(/^[\w.][\w./-]{0,99}$/))
    .max(3)
    .default([]),
  /** Context shown with a hit, in lines. */
  before: z.number().int().min(0).max(CONTEXT_LINES_MAX).default(3),
  after: z.number().int().min(0).max(CONTEXT_LINES_MAX).default(5),
  /** Tried in order; the first whose every name has a value is taken. */
  replay: z.array(CommandTemplate).max(5).default([]),
  autofix: z.array(CommandTemplate).max(5).default([]),
  /** How urgent the failure is for people. */
  severity: z.enum(['high', 'normal', 'low']).default('normal'),
  /** What a person should do; shown with an ESCALATE. */
  remedy: z.string().max(300).optional(),
  examples: z.strictObject({
    hit: z.array(Example).min(1).max(EXAMPLES_MAX),
    miss: z.array(Example).max(EXAMPLES_MAX).default([]),
  }),
})
export type Rule = z.infer<typeof Rule>

/** One file of rules about one tool; the file's name is the pack's name. */
export const RulePack = z.strictObject({
  schema: z.literal(1),
  tool: z.string().min(1).max(60),
  /** Finds the tool's own call among the commands of a step. */
  invocation: Pattern.optional(),
  /** Lines that add files and tests once a rule of this pack has decided. */
  collect: Patterns.default([]),
  /** Lines that `collect` passes over: frames of a library or of the tool itself. */
  collect_not: Patterns.default([]),
  /** As `collect`, for the lines of the step's own script: `pip install -r FILE` names a file. */
  script: Patterns.default([]),
  /** Lines that are no hit of any rule of the pack, in addition to each rule's own `not`. */
  not: Patterns.default([]),
  rules: z.array(Rule).min(1).max(RULES_PER_PACK_MAX),
})
export type RulePack = z.infer<typeof RulePack>
