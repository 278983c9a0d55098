import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { logSink, temporaryDirectory, waitFor } from '@millwright/testing'
import { afterEach, expect, test } from 'vitest'
import { RestartPolicy } from './restart-policy.ts'
import { SupervisedProcess } from './supervised-process.ts'

const running: SupervisedProcess[] = []
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop(0)
})

async function supervise(script: string) {
  const dir = await temporaryDirectory()
  const file = join(dir, 'child.mjs')
  writeFileSync(file, script)
  const sink = logSink()
  const lines: string[] = []
  const givenUp: string[] = []
  const child = new SupervisedProcess(
    { name: 'child', argv: [file, dir], env: { ONLY: 'this' } },
    {
      logger: sink.logger,
      onLine: (line) => lines.push(line),
      onGivenUp: ({ name }) => givenUp.push(name),
    },
    new RestartPolicy({ waitMsFirst: 1 }),
  )
  running.push(child)
  return { child, dir, lines, givenUp, sink }
}

test('a process that is killed is started again', async () => {
  const { lines } = await supervise('console.log(process.pid); setInterval(() => {}, 1000)')
  await waitFor(() => lines.length === 1, { what: 'the first start' })

  process.kill(Number(lines[0]), 'SIGKILL')

  await waitFor(() => lines.length === 2, { what: 'the second start' })
  expect(lines[1]).not.toBe(lines[0])
})

test('a process that is stopped may say goodbye and stays away', async () => {
  const { child, dir, lines } = await supervise(`
    import { writeFileSync } from 'node:fs'
    process.on('SIGTERM', () => {
      writeFileSync(process.argv[2] + '/goodbye', '')
      process.exit(0)
    })
    console.log('ready')
    setInterval(() => {}, 1000)`)
  await waitFor(() => lines.length === 1, { what: 'the start' })

  await child.stop(5_000)

  expect(existsSync(join(dir, 'goodbye'))).toBe(true)
  expect(lines).toEqual(['ready'])
})

test('a process that does not stop in time is killed with all that it started', async () => {
  const { child, lines } = await supervise(`
    import { spawn } from 'node:child_process'
    process.on('SIGTERM', () => {})
    console.log(spawn('sleep', ['100'], { stdio: 'ignore' }).pid)
    setInterval(() => {}, 1000)`)
  await waitFor(() => lines.length === 1, { what: 'the grandchild' })

  await child.stop(50)

  const state = () => readFileSync(`/proc/${lines[0]}/stat`, 'utf8').split(' ')[2]
  const isGone = () => !existsSync(`/proc/${lines[0]}`) || state() === 'Z'
  await waitFor(isGone, { what: 'the grandchild to be gone' })
})

test('a process sees its own environment and nothing of ours', async () => {
  const { lines } = await supervise('console.log(Object.keys(process.env).join()); process.exit(0)')

  await waitFor(() => lines.length > 0, { what: 'its answer' })

  expect(lines[0]).toBe('ONLY')
})

test('a line without end comes in pieces and a crash is not lost', async () => {
  const { lines } = await supervise(
    "process.stdout.write('x'.repeat(150_000)); process.stderr.write('last words')",
  )

  await waitFor(() => lines.includes('last words'), { what: 'the crash' })
  await waitFor(() => lines.filter((line) => line.startsWith('x')).length >= 3, { what: 'pieces' })

  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(64_000)
})

test('a process that ends again and again is given up after eight starts', async () => {
  const { givenUp, sink } = await supervise('process.exit(7)')

  await waitFor(() => givenUp.length > 0, { what: 'the end of patience' })

  expect(givenUp).toEqual(['child'])
  expect(sink.entries().filter(({ msg }) => msg === 'started')).toHaveLength(8)
  expect(sink.entries().at(-1)).toMatchObject({ msg: 'ended too often', code: 7 })
})
