/** What blanks secrets out of a text. */
type Clean = (text: string) => string

/**
 * Runs the main function of a program. An error that gets out of it ends the process with exit
 * code 1 and its code and sentence on standard error; `main` names what cleans that text once it
 * knows the secrets.
 */
export async function runMain(
  main: (cleanWith: (clean: Clean) => void) => Promise<void>,
): Promise<void> {
  let clean: Clean = (text) => text
  try {
    await main((given) => {
      clean = given
    })
    process.exit(0)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? `${error.code}: ` : ''
    const message = error instanceof Error ? error.message : String(error)
    process.stderr.write(`${clean(`${code}${message}`)}\n`, () => process.exit(1))
  }
}
