import type { TemplateError } from '@millwright/template'
import { printable, printableLines } from '../printable.ts'

/** A problem for programs. */
export function problemRow(problem: TemplateError, severity: 'error' | 'warning') {
  const { file, line, column, frame } = problem
  return { severity, file, line, column, problem: problem.problem, frame }
}

/** A problem for people: its place, what is wrong, and the lines around it. */
export function describeProblem(problem: TemplateError, severity: 'error' | 'warning'): string[] {
  const { file, line, column, frame } = problem
  const head = `${file}:${line}:${column}: ${severity}: ${problem.problem}`
  // The frame of a file that cannot be read, or of a folder, is empty.
  const isEmpty = /^> 1 \| \n +\| \^$/.test(frame)
  return [printable(head), ...(isEmpty ? [] : printableLines(frame).split('\n'))]
}
