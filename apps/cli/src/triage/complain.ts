import { CliError } from '../cli-error.ts'
import { exitCode } from '../exit-code.ts'
import { printable, printableLines } from '../printable.ts'

/** Says what is wrong with one file and returns the exit code; the others are still worth a look. */
export function complain(file: string, error: unknown): number {
  const code = error instanceof Error && 'code' in error ? error.code : null
  const why = error instanceof Error ? error.message : String(error)
  const message = code === 'ENOENT' ? 'there is no such file' : why
  process.stderr.write(`millwright: ${printable(file)}: ${printableLines(message)}\n`)
  if (error instanceof CliError) return error.exitCode
  return code === 'ENOENT' ? exitCode.notFound : exitCode.error
}
