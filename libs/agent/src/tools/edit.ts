import { z } from 'zod'
import { defineTool } from '../define-tool.ts'
import { fileRequest } from './file-request.ts'

const TEXT_CHARS_MAX = 500_000
const text = z.string().max(TEXT_CHARS_MAX)

/** Replaces one place of a file, or writes a whole file. */
export const edit = defineTool({
  name: 'edit',
  description:
    'Changes a text file: old_text, which must stand in it exactly once, becomes new_text. ' +
    'With create instead of both, writes the whole file.',
  input: z.object({
    path: z.string().min(1).max(4000).describe('Relative to the root of the repository.'),
    old_text: text.min(1).optional(),
    new_text: text.optional(),
    create: text.optional().describe('The content of the whole file.'),
  }),
  brief: (input) => input.path,
  async run(input, context) {
    const replaces = input.old_text !== undefined && input.new_text !== undefined
    const touchesBoth = input.old_text !== undefined || input.new_text !== undefined
    const creates = input.create !== undefined
    if (creates ? touchesBoth : !replaces) {
      return { text: 'Give either old_text and new_text, or create.', isError: true }
    }
    return await fileRequest('edit', input, context)
  },
})
