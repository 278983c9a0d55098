import { createHash } from 'node:crypto'
import type { Proof, TestCounts } from '@millwright/protocol'
import type { Jail } from '@millwright/sandbox'
import type { Counted } from './reports/count-tests.ts'
import { countedRun } from './reports/counted-run.ts'
import type { ReportPlace } from './reports/report-place.ts'

export interface ProofOptions {
  readonly jail: Pick<Jail, 'run'>
  /** Shell commands, run one after the other in the root of the repository. */
  readonly commands: readonly string[]
  /** For each command. */
  readonly timeoutMs: number
  readonly signal: AbortSignal
  readonly redact: (text: string) => string
  /** Where runners report what they ran; without it tests are not counted. */
  readonly reports?: ReportPlace
  /** The tests that the diagnosis names; they are counted once more by themselves. */
  readonly targets?: readonly string[]
  /** Marks the proofs as those of the step's own command. */
  readonly scope?: 'whole'
  /** Told of each proof with all that its command printed. */
  readonly look?: (proof: Proof, output: string) => Promise<void>
}

/** The most commands that one set of proofs may hold; the protocol allows no more. */
export const COMMANDS_MAX = 20
const TAIL_CHARS_MAX = 4000
/** Searched for secrets; more than is kept, so that none is cut where the tail begins. */
const SEARCHED_CHARS_MAX = 64_000

/**
 * Runs every command, also after a red one: people want to see them all.
 * Throws the signal's reason when given up; a command that was stopped half way proves nothing.
 */
export async function runProofs(options: ProofOptions): Promise<Proof[]> {
  const proofs: Proof[] = []
  for (const command of options.commands.slice(0, COMMANDS_MAX)) {
    proofs.push(await runProof(command, options))
  }
  return proofs
}

async function runProof(command: string, options: ProofOptions): Promise<Proof> {
  const { signal, redact, look, scope } = options
  const { result, text, counted } = await countedRun(command, options)
  signal.throwIfAborted()
  const proof: Proof = {
    command,
    exit_code: result.exitCode,
    duration_ms: Math.round(result.durationMs),
    output_sha256: createHash('sha256').update(result.output).digest('hex'),
    output_tail: redact(text.slice(-SEARCHED_CHARS_MAX)).slice(-TAIL_CHARS_MAX),
    timed_out: result.timedOut,
    ...(counted !== null && { tests: counted.tests }),
    ...(counted !== null && isAny(counted.targets) && { targets: counted.targets }),
    ...(scope === undefined ? {} : { scope, ...failedOf(counted) }),
  }
  await look?.(proof, text)
  return proof
}

function failedOf(counted: Counted | null): Pick<Proof, 'failed_tests'> {
  const failed = counted?.failed ?? null
  return failed === null ? {} : { failed_tests: [...failed] }
}

/** A report that names none of the tests of the diagnosis says nothing of them. */
const isAny = ({ run, skipped }: TestCounts) => run + skipped > 0
