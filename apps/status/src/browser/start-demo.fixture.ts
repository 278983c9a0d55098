import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { temporaryDirectory, waitFor } from '@millwright/testing'

const main = fileURLToPath(new URL('../../../e2e/dist/demo/main.js', import.meta.url))
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
/** From the first process until the stories have come to their ends. */
const PLAYED_MS_MAX = 240_000
const CLOSE_MS_MAX = 60_000

/** The demo as README has it started, with some of its stories, and what it says to its reader. */
export async function startDemo(stories: string) {
  const dir = await temporaryDirectory()
  const child = spawn(process.execPath, [main, '--only', stories], {
    env: { PATH, HOME: dir, TMPDIR: dir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const isRunning = () => {
    if (child.exitCode !== null) throw new Error(`the demo has ended:\n${said}`)
    return said.includes('the service is still running')
  }
  await waitFor(isRunning, { timeoutMs: PLAYED_MS_MAX, what: 'the demo' }).catch((error) => {
    child.kill('SIGINT')
    throw error
  })
  return {
    url: /dashboard: (\S+)/.exec(said)?.[1] ?? '',
    token: /sign in with:? (\S+)/.exec(said)?.[1] ?? '',
    close: () => stop(child),
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const timer = setTimeout(() => child.kill('SIGKILL'), CLOSE_MS_MAX)
  child.kill('SIGINT')
  await once(child, 'exit')
  clearTimeout(timer)
}
