import type { Command } from 'commander'
import { configFile } from '../command-context.ts'
import type { Examined } from '../doctor/examine.ts'
import { exitCode } from '../exit-code.ts'
import { printable } from '../printable.ts'
import { hasColours, writeJson, writeLine } from '../write-out.ts'

/** `millwright doctor`: is this machine ready, and what is to be done where it is not. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('check this machine and the configuration, and say how to mend what is wrong')
    .option('--json', 'print the checks for programs')
    .action(async ({ json }: { json?: boolean }, command: Command) => {
      const { examine } = await import('../doctor/examine.ts')
      const checks = await examine(configFile(command))
      const ok = checks.every((check) => check.ok)
      if (!ok) process.exitCode = exitCode.checkFailed
      if (json === true) return writeJson({ ok, checks })
      for (const [at, check] of checks.entries())
        for (const line of linesOf(at + 1, check)) writeLine(line)
    })
}

function linesOf(number: number, check: Examined): string[] {
  const head = `${String(number).padStart(2)}. ${check.name}: ${printable(check.detail)}`
  if (check.ok) return [`${mark('ok  ', 32)} ${head}`]
  return [`${mark('FAIL', 31)} ${head}`, `         fix: ${printable(check.fix)}`]
}

/** The word says it all; the colour only helps to find it. */
function mark(word: string, colour: number): string {
  return hasColours() ? `\u001b[${colour}m${word}\u001b[0m` : word
}
