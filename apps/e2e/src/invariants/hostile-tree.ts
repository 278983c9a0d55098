import { oneGreenCommit } from '../stories/expectations.ts'
import { failingTest } from '../stories/failing-test.ts'
import type { Story } from '../stories/story.ts'

/** The failing test of the demo, in a repository that tries to run code wherever git touches it. */
export function hostileTree(canary: string): Story {
  const touch = `#!/bin/sh\ntouch '${canary}'\n`
  return {
    ...failingTest,
    base: {
      ...failingTest.base,
      '.gitattributes': '* filter=owned diff=owned merge=owned text eol=lf\n',
      '.gitconfig': `[core]\n\tfsmonitor = touch '${canary}'\n\thooksPath = .hooks\n[filter "owned"]\n\tclean = touch '${canary}'; cat\n\tsmudge = touch '${canary}'; cat\n`,
      '.gitmodules': `[submodule "x"]\n\tpath = x\n\turl = ext::sh -c touch% '${canary}'\n`,
      '.hooks/pre-commit': touch,
      '.hooks/pre-push': touch,
      '.husky/pre-commit': touch,
      '.npmrc': `script-shell=touch '${canary}'\n`,
    },
    check: (world, tasks) => oneGreenCommit(world, failingTest, tasks[0]),
  }
}
