/**
 * Runs the main function of a program. An error that gets out of it ends the process with exit
 * code 1 and its code and sentence on standard error.
 */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main()
    process.exit(0)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? `${error.code}: ` : ''
    const message = error instanceof Error ? error.message : String(error)
    process.stderr.write(`${code}${message}\n`, () => process.exit(1))
  }
}
