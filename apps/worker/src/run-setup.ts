import type { Proof } from '@millwright/protocol'
import { runProofs } from '@millwright/validation'
import type { Workspace } from '@millwright/workspace'
import type { Attempt } from './attempt.ts'
import { commandMs } from './commands.ts'
import { NetworkAccount } from './network-account.ts'
import { type Setup, setupJail } from './setup-jail.ts'

/** A command whose downloads failed is run so often: a registry has bad moments. */
const SETUP_TRIES_MAX = 2
const MINUTE_MS = 60_000
const TAIL_CHARS_MAX = 600

/** Runs the operator's commands, until one is red. */
export async function runSetup(attempt: Attempt, tree: Workspace, setup: Setup): Promise<Proof[]> {
  const proofs: Proof[] = []
  for (const command of setup.commands) {
    const proof = await tryCommand(command, attempt, tree, setup)
    proofs.push(proof)
    if (proof.exit_code !== 0) break
  }
  return proofs
}

/** In one sentence why setup did not succeed; null when it did. */
export function setupProblem(proofs: readonly Proof[]): string | null {
  const red = proofs.find((proof) => proof.exit_code !== 0)
  if (red === undefined) return null
  const how = red.timed_out ? 'ran out of time' : `ended with exit code ${red.exit_code ?? 'none'}`
  return `"${red.command}" ${how}. ${red.output_tail.trim().slice(-TAIL_CHARS_MAX)}`
}

async function tryCommand(
  command: string,
  attempt: Attempt,
  tree: Workspace,
  setup: Setup,
): Promise<Proof> {
  for (let tries = 1; ; tries += 1) {
    const account = new NetworkAccount()
    const [proof] = await runProofs({
      jail: setupJail(attempt, tree, setup, account),
      commands: [command],
      timeoutMs: commandMs(attempt, setup.minutes * MINUTE_MS),
      signal: attempt.signal,
      redact: attempt.parts.redact,
    })
    if (proof === undefined) throw new Error('a command was run and left no proof')
    const isUnlucky = proof.exit_code !== 0 && account.failed > 0
    if (!isUnlucky || tries >= SETUP_TRIES_MAX) return proof
    attempt.say('setup', 'trying again: a listed host could not be reached')
  }
}
