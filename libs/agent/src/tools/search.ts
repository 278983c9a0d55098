import { z } from 'zod'
import { defineTool } from '../define-tool.ts'
import { fileRequest } from './file-request.ts'

/** Finds lines by a regular expression. */
export const search = defineTool({
  name: 'search',
  description:
    'Finds lines that match a JavaScript regular expression, 200 at most, in a file or in all ' +
    'files below a folder. Dependencies and build output are left out.',
  input: z.object({
    pattern: z.string().min(1).max(1000),
    path: z.string().min(1).max(4000).optional().describe('Default: the whole repository.'),
  }),
  brief: (input) => input.pattern,
  run: (input, context) => fileRequest('search', input, context),
})
