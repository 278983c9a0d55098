import { hasColours, writeLine } from '../write-out.ts'

const lines = [
  'NO SANDBOX: sandbox.mode is none, so code of the watched repositories runs with your rights.',
  'It can read your files and the secrets of the worker, and reach your network.',
  'Forks are refused, and every patch waits for a person, whatever the mode of its repository.',
  'To have a jail: install bubblewrap, allow user namespaces, and set sandbox.mode to auto.',
]

/** Says, where nobody can miss it, what an operator has chosen to do without. */
export function writeNoSandbox(): void {
  const [on, off] = hasColours() ? ['\u001b[1;31m', '\u001b[0m'] : ['', '']
  for (const line of lines) writeLine(`${on}${line}${off}`)
}
