import { type Category, pathClass } from '@millwright/protocol'
import { pathRule } from '../path-rule.ts'

const dependencyCategories: readonly Category[] = [
  'lockfile-drift',
  'dependency-resolution',
  'missing-dependency',
]

/** True when a change of lockfiles is what was asked for. */
export function mayChangeLockfiles(category: Category | null): boolean {
  return category !== null && dependencyCategories.includes(category)
}

const toolFiles = new Set([
  // A bot with rights of its own obeys them.
  ...['renovate.json', 'renovate.json5', '.renovaterc', '.renovaterc.json'],
  ...['.pypirc', 'pip.conf', '.netrc', '.gitattributes'],
  ...['.gitmodules', '.gitconfig', '.mailmap', '.dockercfg', '.env'],
])
const toolFolders = /(^|\/)\.(github|vscode|idea|devcontainer|githooks|cargo|aws|ssh|docker|kube)\//

/** Files that decide what CI does, what agents do, what a checker finds, or where code comes from. */
export const protectedPath = pathRule({
  name: 'protected-path',
  decision: 'block',
  objection(path, _file, { category }) {
    switch (pathClass(path)) {
      case 'ci':
        return 'CI configuration is changed by people only'
      case 'agent-instructions':
        return 'instructions for agents and hooks are changed by people only'
      case 'lint-config':
        return 'the configuration of a checker or test runner is changed by people only'
      case 'installed':
        return 'installed dependencies are code that nobody reviews'
      case 'lockfile':
        return mayChangeLockfiles(category) ? null : 'the failure did not ask for a new lockfile'
      case 'source':
      case 'test':
      case 'snapshot':
        return objectionToTool(path.toLowerCase())
    }
  },
  refused: [
    '=== .github/workflows/ci.yml\n+x',
    '=== .GitHub/Workflows/ci.yml\n+x',
    '=== .github/actions/a/action.yml\n+x',
    '=== .github/dependabot.yml\n+x',
    '=== .gitlab-ci.yml\n+x',
    '=== CODEOWNERS\n+x',
    '=== docs/AGENTS.md\n+x',
    '=== .claude/settings.json\n+x',
    '=== .husky/pre-commit\n+x',
    '=== tsconfig.json\n+x',
    '=== eslint.config.js\n+x',
    '=== vitest.config.ts\n+x',
    '=== package-lock.json\n+x',
    '=== action.yml\n+x',
    '=== tools/setup/action.yaml\n+x',
    '=== node_modules/jest/index.js\n+x',
    '=== web/node_modules/.bin/vitest\n+x',
    '=== bunfig.toml\n+preload = ["./a.ts"]',
    '=== deno.json\n+x',
    '=== jsconfig.json\n+x',
    '=== web/.yarnrc.yml\n+npmRegistryServer: https://evil.test',
    '=== .gitmodules\n+x',
    '=== renovate.json\n+x',
    '=== .github/renovate.json\n+x',
    { category: 'type-error', patch: '=== go.sum\n+x' },
    '=== .npmrc\n+registry=https://evil.test',
    '=== packages/a/.gitattributes\n+* filter=x',
    '=== .vscode/tasks.json\n+x',
    '=== .env.production\n+x',
  ],
  allowed: [
    '=== src/workflows/ci.yml\n+x',
    '=== docs/agents-overview.md\n+x',
    { category: 'lockfile-drift', patch: '=== package-lock.json\n+x' },
    { category: 'missing-dependency', patch: '=== go.sum\n+x' },
    '=== src/environment.ts\n+x',
    '=== src/action.ts\n+x',
    '=== src/renovate.ts\n+x',
  ],
})

function objectionToTool(path: string): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (toolFiles.has(name) || name.startsWith('.env.') || toolFolders.test(path)) {
    return 'settings of tools on other machines are changed by people only'
  }
  return null
}
