const AT = '2026-01-01T00:00:00.0000000Z '

/** A job's log as GitHub gives it out, with one failed step. */
export function logOf(command: string, ...output: readonly string[]): string {
  const lines = [
    `##[group]Run ${command}`,
    command,
    'shell: /usr/bin/bash -e {0}',
    '##[endgroup]',
    ...output,
    '##[error]Process completed with exit code 1.',
  ]
  return lines.map((line) => `${AT}${line}\n`).join('')
}

export const TYPES_COMMAND = 'npx tsc -p .'

/** The causes that jobs fail of here; `types` and `otherTypes` are fixable ones. */
export const jobLog = {
  types: logOf(
    TYPES_COMMAND,
    "src/a.ts(1,14): error TS2322: Type 'string' is not assignable to type 'number'.",
  ),
  otherTypes: logOf(TYPES_COMMAND, "src/b.ts(1,18): error TS2304: Cannot find name 'foo'."),
  moreTypes: logOf(TYPES_COMMAND, 'src/c.ts(9,1): error TS2554: Expected 1 arguments, but got 0.'),
  /** INVESTIGATE */
  unclear: logOf('npm test', ' FAIL  test/a.test.ts > waits', 'Error: Test timed out in 5000ms.'),
  /** ESCALATE */
  secret: logOf('./deploy.sh', 'Error: Input required and not supplied: TOKEN'),
} as const
