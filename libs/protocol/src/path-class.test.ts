import { expect, test } from 'vitest'
import { type PathClass, pathClass } from './path-class.ts'

const cases: [PathClass, readonly string[]][] = [
  ['test', ['test/cart.js', 'src/a.test.ts', 'src/a_test.go', 'pkg/test_a.py', 'conftest.py']],
  ['test', ['src/CartTest.java', 'App.Tests/Cart.cs', 'spec/a_spec.rb', 'a.bats', 'test.js']],
  ['test', ['SRC/A.TEST.TS', 'Tests/x.py']],
  ['test', ['src/__mocks__/cart.js', 'src/__fixtures__/a.json', 'golden/out.txt']],
  ['test', ['src/fixtures.json', 'src/cart.fixture.ts', 'app/fixtures/users.yml', 'x.golden.txt']],
  ['snapshot', ['src/__snapshots__/a.ts.snap', 'a.ambr', 'x.approved.txt']],
  ['ci', ['.github/workflows/ci.yml', '.GitHub/Workflows/ci.yml', 'Jenkinsfile', 'CODEOWNERS']],
  ['agent-instructions', ['AGENTS.md', 'docs/CLAUDE.md', '.cursor/rules', 'x/.git/config']],
  ['lockfile', ['package-lock.json', 'api/go.sum', 'Cargo.lock']],
  ['lint-config', ['.eslintrc.json', 'tsconfig.build.json', 'vitest.config.ts', 'phpunit.xml']],
  ['ci', ['bitbucket-pipelines.yml', '.drone.yml', '.gitea/workflows/ci.yml', 'appveyor.yml']],
  ['ci', ['action.yml', 'tools/setup/Action.yaml']],
  ['installed', ['node_modules/jest/index.js', 'web/Node_Modules/.bin/tsc']],
  ['lint-config', ['jsconfig.json', 'deno.json', 'deno.jsonc', 'bunfig.toml']],
  ['lint-config', ['.npmrc', 'web/.yarnrc.yml']],
  ['source', ['src/action.ts', 'src/node_modules.ts', 'src/deno.ts']],
  ['source', ['src/cart.js', 'src/latest.java', 'contest.py', 'README.md', 'package.json']],
]

test.each(cases)('%s: %j', (kind, paths) => {
  expect(paths.map(pathClass)).toEqual(paths.map(() => kind))
})
