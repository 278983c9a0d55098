import { oneComment, oneGreenCommit } from './expectations.ts'
import { modelRequests } from './model-requests.ts'
import type { Story } from './story.ts'
import { nodePackage, workflow } from './workflow.ts'

const repo = 'acme/site'

/** b. A badly formatted file is settled by the formatter; the model is never asked. */
export const badFormat: Story = {
  id: 'b',
  title: 'badly formatted file',
  repo,
  base: {
    ...nodePackage('site'),
    '.github/workflows/ci.yml': workflow('biome format .'),
    'biome.json': '{ "formatter": { "indentStyle": "space" } }\n',
    'src/menu.js': 'export const menu = ["home", "prices", "contact"];\n',
  },
  change: {
    'src/menu.js':
      'export const menu = ["home","prices",   "contact"]\nexport function first(){return menu[0]}\n',
  },
  branch: 'feat/first-entry',
  pullRequest: { title: 'Name the first menu entry', body: '' },
  script: null,
  ends: ['resolved'],
  check: async (world, tasks) => [
    ...(await oneGreenCommit(world, badFormat, tasks[0])),
    ...(await oneComment(world, badFormat, 'resolved')),
    ...(modelRequests(world, repo).length === 0 ? [] : ['the model was asked']),
  ],
}
