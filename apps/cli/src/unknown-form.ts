import { CliError } from './cli-error.ts'

/** The status API answered, but as another version of it does. */
export function unknownForm(): CliError {
  const next = 'bring both to one version and restart the service'
  return new CliError(`the status API answered in a form this version does not know: ${next}`)
}
