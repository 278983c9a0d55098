import { readFileSync, statSync } from 'node:fs'

export type SecretRead = { value: string; warning?: string } | { problem: string }

const FILE_BYTES_MAX = 64_000
/** A shorter secret can be guessed, and cannot be kept out of logs without spoiling them. */
const CHARS_MIN = 8

/** Reads a secret from its file, without the white space around it. Never quotes its content. */
export function readSecretFile(path: string): SecretRead {
  try {
    const file = statSync(path)
    if (!file.isFile()) return { problem: `${path} is no file` }
    if (file.size > FILE_BYTES_MAX)
      return { problem: `${path} is larger than ${FILE_BYTES_MAX} bytes` }
    const checked = checkSecret(readFileSync(path, 'utf8'))
    // Others may read it, or a group may change it: wider than rw-r-----.
    if ('problem' in checked || (file.mode & 0o037) === 0) return checked
    const mode = (file.mode & 0o777).toString(8).padStart(4, '0')
    return { ...checked, warning: `${path} has mode ${mode}: chmod 0640 it, or narrower` }
  } catch (error) {
    return { problem: `${path} cannot be read: ${error instanceof Error ? error.message : error}` }
  }
}

/** Checks a secret, from wherever it came. */
export function checkSecret(text: string): SecretRead {
  const value = text.trim()
  if (value === '') return { problem: 'the secret is empty' }
  if (value.length < CHARS_MIN)
    return { problem: `the secret is shorter than ${CHARS_MIN} characters` }
  return { value }
}
