import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { ToolAnswer, ToolContext } from '../define-tool.ts'

const TIMEOUT_MS = 30_000
const ANSWER_BYTES_MAX = 2_000_000
const Answer = z.object({ ok: z.boolean(), text: z.string() })

/** The program that opens files inside the jail, where a link leads to nothing but jail content. */
const program = readFile(new URL('../../jail/files.cjs', import.meta.url), 'utf8')

/** Has view, edit or search done inside the jail. */
export async function fileRequest(
  tool: 'view' | 'edit' | 'search',
  input: Record<string, unknown>,
  { jail, signal }: ToolContext,
): Promise<ToolAnswer> {
  const result = await jail.run({
    command: [process.execPath, '--input-type=commonjs', '-e', await program],
    stdin: JSON.stringify({ tool, input }),
    timeoutMs: TIMEOUT_MS,
    outputBytesMax: ANSWER_BYTES_MAX,
    signal,
  })
  if (result.timedOut) return { text: `${tool} took too long; narrow it`, isError: true }
  if (result.exitCode !== 0) return { text: `${tool} failed: ${result.output}`, isError: true }
  const answer = Answer.safeParse(parseJson(result.stdout))
  if (!answer.success) return { text: `${tool} gave no readable answer`, isError: true }
  return { text: answer.data.text, isError: !answer.data.ok }
}

/** The program's answer comes out of the jail, so it is as untrusted as all that does. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
