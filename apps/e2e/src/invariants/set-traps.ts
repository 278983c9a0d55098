import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const hooks = ['reference-transaction', 'pre-push', 'post-checkout', 'post-index-change']

/**
 * Gives a home folder the git configuration of a person who lets repositories choose: filters by
 * attribute, hooks, a file-system monitor. A git that reads it writes into the file `canary`.
 */
export async function setTraps(home: string, canary: string): Promise<void> {
  const folder = join(home, 'traps')
  await mkdir(folder, { recursive: true })
  const trap = async (name: string) => {
    const path = join(folder, name)
    await writeFile(path, `#!/bin/sh\necho ${name} >> '${canary}'\ncat\n`)
    await chmod(path, 0o755)
    return `'${path}'`
  }
  for (const hook of hooks) await trap(hook)
  const [filter, textconv, monitor] = [await trap('filter'), await trap('diff'), await trap('fsm')]
  const lines = [
    `[core]\n\thooksPath = ${folder}\n\tfsmonitor = "${monitor}"`,
    `[filter "owned"]\n\tclean = "${filter}"\n\tsmudge = "${filter}"`,
    `[diff "owned"]\n\ttextconv = "${textconv}"`,
    '[protocol "ext"]\n\tallow = always',
  ]
  await writeFile(join(home, '.gitconfig'), `${lines.join('\n')}\n`)
}
