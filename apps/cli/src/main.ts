import { ConfigError } from '@millwright/config'
import { CommanderError } from 'commander'
import { CliError } from './cli-error.ts'
import { createProgram } from './create-program.ts'
import { exitCode } from './exit-code.ts'
import { printableLines } from './printable.ts'

// `millwright triage ... | head` ends the reader first; that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? exitCode.ok : exitCode.error)
})

try {
  await createProgram().parseAsync()
} catch (error) {
  process.exitCode = explain(error)
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) {
    // commander has said what is wrong; --help and --version end here with 0.
    return error.exitCode === 0 ? exitCode.ok : exitCode.usage
  }
  const { message, code } = describe(error)
  process.stderr.write(`millwright: ${printableLines(message)}\n`)
  return code
}

function describe(error: unknown): { message: string; code: number } {
  if (error instanceof CliError) return { message: error.message, code: error.exitCode }
  if (error instanceof ConfigError) return { message: error.message, code: exitCode.error }
  if (!(error instanceof Error)) return { message: String(error), code: exitCode.error }
  // Errors of our own carry a code and say what to do; of any other the stack tells more.
  const isOwn = 'code' in error && String(error.code).startsWith('MW_')
  return { message: isOwn ? error.message : (error.stack ?? error.message), code: exitCode.error }
}
