import { createWholeFinder } from './find-wholes.ts'
import { createWindowFinder, isCoveredByWindows } from './find-windows.ts'
import type { Range } from './range.ts'
import { secretForms } from './secret-forms.ts'
import { unveil } from './unveil.ts'

/** A longer secret is known by this much of its beginning. */
const SECRET_CHARS_MAX = 20_000

/**
 * Makes a finder of these values, in whole or in any part of ten letters or digits, in every form
 * of `secretForms`, and through whatever `unveil` sees through. It gives the stretches of a text that
 * hold them, in no order.
 * A value shorter than six characters is not looked for: it would be found in ordinary text.
 */
export function createSecretFinder(secrets: readonly string[]): (text: string) => Range[] {
  const forms = secrets.flatMap((secret) => secretForms(secret.slice(0, SECRET_CHARS_MAX)))
  const findWindows = createWindowFinder(forms)
  const findWholes = createWholeFinder(forms.filter((form) => !isCoveredByWindows(form)))
  const find = (text: string) => [...findWindows(text), ...findWholes(text)]
  return (text) => {
    const seen = unveil(text)
    return seen === text ? find(text) : [...find(text), ...find(seen)]
  }
}
