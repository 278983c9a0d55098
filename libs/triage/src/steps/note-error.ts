import type { Step } from './log-step.ts'

const exitLine =
  /^##\[error\](?:Process completed with exit code |(?:Bash|PowerShell|Cmd\.exe) exited with code ')(\d{1,10})'?\.?$/
const stopped =
  /^##\[error\](?:The operation was cancell?ed|The runner has received|The action .{0,200}timed out|The job .{0,200}exceeded)/

/** Takes note in its step of a line that the runner marked as an error. */
export function noteError(step: Step, text: string): void {
  step.errorLines++
  if (stopped.test(text)) step.isCancelled = true
  const code = exitLine.exec(text)?.[1]
  if (code === undefined) return
  step.exitCode = Number(code)
  step.linesAfterExit = 0
}
