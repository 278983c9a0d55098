import { oneGreenCommit } from '../stories/expectations.ts'
import { failingTest } from '../stories/failing-test.ts'
import { matchRepository } from '../stories/match-repository.ts'
import type { Story } from '../stories/story.ts'

const repo = 'acme/trap'
const setters = 'filter=owned diff=owned merge=owned ident text eol=lf'

/**
 * The failing test of the demo, in a repository that runs code wherever git or npm are careless.
 * Each trap leaves its name in the file `canary`; genuine CI may run what it likes.
 */
export function hostileTree(canary: string): Story {
  const trap = (name: string) =>
    `#!/bin/sh\n[ -n "$GITHUB_ACTIONS" ] || echo ${name} >> '${canary}'\n`
  const { script } = failingTest
  const hostile: Story = {
    ...failingTest,
    repo,
    base: {
      ...failingTest.base,
      'package.json': `${JSON.stringify(manifest(canary))}\n`,
      '.gitattributes': `* ${setters}\n`,
      '.gitconfig': '[core]\n\thooksPath = .hooks\n[include]\n\tpath = .hooks/more\n',
      '.gitmodules': `[submodule "x"]\n\tpath = x\n\turl = ext::sh -c echo% x% >>${canary}\n`,
      '.hooks/shell.sh': `${trap('script-shell')}exec sh "$@"\n`,
      '.hooks/pre-push': trap('pre-push'),
      '.husky/pre-commit': trap('pre-commit'),
      '.npmrc': 'script-shell=./.hooks/shell.sh\n',
      // A bare repository inside the tree: git that is started in it obeys its configuration.
      HEAD: 'ref: refs/heads/main\n',
      config: `[core]\n\tbare = true\n\tfsmonitor = echo fsmonitor >> '${canary}'\n`,
      'objects/keep': '',
      'refs/keep': '',
    },
    script: script && ((stage) => ({ ...script(stage), name: repo, match: matchRepository(repo) })),
    check: (world, tasks) => oneGreenCommit(world, hostile, tasks[0]),
  }
  return hostile
}

function manifest(canary: string) {
  const touch = `[ -n "$GITHUB_ACTIONS" ] || echo npm >> '${canary}'`
  const hooks = ['preinstall', 'install', 'postinstall', 'prepare', 'pretest', 'posttest']
  return {
    name: 'trap',
    private: true,
    type: 'module',
    scripts: { ...Object.fromEntries(hooks.map((hook) => [hook, touch])), test: 'node --test' },
  }
}
