import { z } from 'zod'
import { defineTool } from '../define-tool.ts'

const TIMEOUT_SECONDS = 120
const TIMEOUT_SECONDS_MAX = 600
const COMMAND_CHARS_MAX = 20_000
/** Kept of the output, first and last half; more than the model is shown, so that no secret is cut. */
const OUTPUT_BYTES_MAX = 100_000

/** Runs a shell command in the workspace. Each call is a new shell: nothing but files is kept. */
export const bash = defineTool({
  name: 'bash',
  description:
    'Runs a POSIX shell command in the root of the repository and returns its exit code and ' +
    'output. There is no network and no terminal. Each call starts a new shell.',
  input: z.object({
    command: z.string().min(1).max(COMMAND_CHARS_MAX),
    timeout_seconds: z
      .number()
      .int()
      .min(1)
      .max(TIMEOUT_SECONDS_MAX)
      .default(TIMEOUT_SECONDS)
      .describe(`Default ${TIMEOUT_SECONDS}.`),
  }),
  brief: (input) => input.command,
  async run(input, { jail, signal }) {
    const timeoutMs = input.timeout_seconds * 1000
    const result = await jail.run({
      command: input.command,
      timeoutMs,
      outputBytesMax: OUTPUT_BYTES_MAX,
      signal,
    })
    const end = result.timedOut
      ? `killed after ${input.timeout_seconds} s`
      : `exit code ${result.exitCode ?? `none (signal ${result.signal})`}`
    return { text: `${end}\n${result.output}`, isError: result.exitCode !== 0 }
  },
})
