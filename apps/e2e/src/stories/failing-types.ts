import { oneComment, oneGreenCommit } from './expectations.ts'
import { matchRepository } from './match-repository.ts'
import type { Story } from './story.ts'
import { call, finish } from './turns.ts'
import { nodePackage, workflow } from './workflow.ts'

const repo = 'acme/prices'
const tsconfig = {
  compilerOptions: { strict: true, noEmit: true, target: 'es2022', module: 'nodenext', types: [] },
  include: ['src'],
}

/** c. A failing type check is fixed by the agent. */
export const failingTypes: Story = {
  id: 'c',
  title: 'failing type check',
  repo,
  base: {
    ...nodePackage('prices'),
    '.github/workflows/ci.yml': workflow('tsc --noEmit -p .'),
    'tsconfig.json': `${JSON.stringify(tsconfig, null, 2)}\n`,
    'src/price.ts': `export interface Price {
  cents: number
  currency: string
}

export function format(price: Price): string {
  return \`\${(price.cents / 100).toFixed(2)} \${price.currency}\`
}
`,
  },
  change: {
    'src/invoice.ts': `import { format, type Price } from './price.js'

export function line(name: string, price: Price): string {
  return name + ': ' + format(price.cents)
}
`,
  },
  branch: 'feat/invoice',
  pullRequest: { title: 'Print invoice lines', body: '' },
  script: () => ({
    name: repo,
    match: matchRepository(repo),
    turns: [
      () => call('I look at the call.', 'view', { path: 'src/invoice.ts' }),
      () =>
        call('format takes the whole price.', 'edit', {
          path: 'src/invoice.ts',
          old_text: 'format(price.cents)',
          new_text: 'format(price)',
        }),
      () => call('I check the types.', 'bash', { command: 'tsc --noEmit -p .' }),
      () =>
        finish('format was called with a number instead of a Price.', 'src/invoice.ts passes it.'),
    ],
  }),
  ends: ['resolved'],
  check: async (world, tasks) => [
    ...(await oneGreenCommit(world, failingTypes, tasks[0])),
    ...(await oneComment(world, failingTypes, 'resolved', 'type-error')),
  ],
}
