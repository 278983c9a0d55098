import { z } from 'zod'
import { defineTool } from '../define-tool.ts'
import { fileRequest } from './file-request.ts'

/** Shows a file with line numbers, or the entries of a folder. */
export const view = defineTool({
  name: 'view',
  description:
    'Shows a text file with line numbers, 400 lines at a time, or the entries of a folder.',
  input: z.object({
    path: z.string().min(1).max(4000).describe('Relative to the root of the repository.'),
    start_line: z.number().int().min(1).optional(),
    end_line: z.number().int().min(1).optional(),
  }),
  brief: (input) => input.path,
  run: (input, context) => fileRequest('view', input, context),
})
