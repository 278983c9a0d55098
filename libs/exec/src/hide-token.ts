import type { ExecResult } from './run-options.ts'

/** What stands for the user name in GitHub's token authentication over HTTP. */
const TOKEN_USER = 'x-access-token'

/** The value of the Basic `Authorization` header for a token. */
export function basicCredentials(token: string): string {
  return Buffer.from(`${TOKEN_USER}:${token}`).toString('base64')
}

/** Removes a token, plain and as sent, from what a program printed: a server may echo it. */
export function hideToken(result: ExecResult, token: string): ExecResult {
  const hide = (text: string) =>
    text.replaceAll(token, '[redacted]').replaceAll(basicCredentials(token), '[redacted]')
  return {
    ...result,
    stdout: hide(result.stdout),
    stderr: hide(result.stderr),
    output: hide(result.output),
  }
}
