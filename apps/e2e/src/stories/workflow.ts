export interface WorkflowWish {
  env?: Record<string, string>
  /** The part of the file that names the events; unless told, every head gets one run. */
  on?: string
}

const oneRunEach = `on:
  push:
    branches: [main]
  pull_request:
`

/** A workflow file with one job of one step, as a person would write it. */
export function workflow(run: string, { env = {}, on = oneRunEach }: WorkflowWish = {}): string {
  const lines = Object.entries(env).map(([name, value]) => `          ${name}: ${value}`)
  const envBlock = lines.length > 0 ? `        env:\n${lines.join('\n')}\n` : ''
  return `name: CI
${on}jobs:
  test:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@v4
      - run: ${run}
${envBlock}`
}

/** The files of a small Node package whose tests run with `node --test`. */
export function nodePackage(name: string): Record<string, string> {
  const manifest = { name, private: true, type: 'module', scripts: { test: 'node --test' } }
  return {
    'package.json': `${JSON.stringify(manifest, null, 2)}\n`,
    'README.md': `# ${name}\n`,
    '.github/workflows/ci.yml': workflow('npm test'),
  }
}
