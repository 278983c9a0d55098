import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findPrivateRedis } from '@millwright/redis'
import { temporaryDirectory, waitFor } from '@millwright/testing'
import { afterEach, expect, test } from 'vitest'

/** Plays lead, worker and status: notes what it was given, and how it ended. */
const app = `
  import { appendFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs'
  import { createServer } from 'node:http'
  const name = process.argv[2]
  const dir = process.argv[3]
  if (name === 'status') {
    const isAlive = (pid) => existsSync('/proc/' + pid)
    const pidsOf = (app) => readdirSync(dir).flatMap((file) =>
      file.startsWith(app + '.') && isAlive(file.slice(app.length + 1)) ? [Number(file.split('.')[1])] : [])
    const overview = () => ({
      lead: pidsOf('lead').map((pid) => ({ pid })).at(-1) ?? null,
      workers: { count: pidsOf('worker').length },
    })
    createServer((_, answer) => answer.end(JSON.stringify(overview())))
      .listen(process.env.MILLWRIGHT_STATUS_PORT)
  }
  console.error('plain words of ' + name + ' with ' + process.env.MILLWRIGHT_STATUS_TOKEN)
  const end = (why) => {
    appendFileSync(dir + '/ends', name + ' ' + why + '\\n')
    process.exit(0)
  }
  process.on('SIGTERM', () => end('SIGTERM'))
  process.on('disconnect', () => end('disconnect'))
  writeFileSync(dir + '/' + name + '.' + process.pid, JSON.stringify(process.env))
  setInterval(() => {}, 1000)`

const secrets = {
  MILLWRIGHT_GITHUB_TOKEN: 'canary-for-lead',
  ANTHROPIC_API_KEY: 'canary-for-worker',
  MILLWRIGHT_STATUS_TOKEN: 'canary-for-status',
}

const dataDirs: string[] = []
const ups: { stop(): Promise<unknown> }[] = []
afterEach(async () => {
  for (const up of ups.splice(0)) await up.stop()
  for (const dataDir of dataDirs.splice(0)) await (await findPrivateRedis(dataDir))?.close()
})

async function startUp(dir: string, env: Record<string, string> = {}) {
  writeFileSync(join(dir, 'app.mjs'), app)
  dataDirs.push(join(dir, 'data'))
  // What was built, as the command line runs it.
  const runUp = new URL('../../dist/up/run-up.js', import.meta.url).href
  // The name of the app travels in the path, as entryOf gives a path alone.
  for (const name of ['lead', 'worker', 'status']) {
    const start = `process.argv.splice(2, 0, '${name}', ${JSON.stringify(dir)}); await import('./app.mjs')`
    writeFileSync(join(dir, `${name}.mjs`), start)
  }
  const script = `
    import { runUp } from ${JSON.stringify(runUp)}
    const entryOf = (app) => ${JSON.stringify(dir)} + '/' + app + '.mjs'
    process.exitCode = await runUp({ workers: 2, entryOf })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      MILLWRIGHT_DATA_DIR: join(dir, 'data'),
      MILLWRIGHT_STATUS_PORT: '0',
      ...secrets,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal)
    return exit
  }
  ups.push({ stop })
  return { exit, stop, stdout: () => stdout, stderr: () => stderr }
}

function seenBy(dir: string, name: string): Record<string, string>[] {
  const files = readdirSync(dir).filter((file) => new RegExp(`^${name}\\.\\d+$`).test(file))
  return files.map((file) => JSON.parse(readFileSync(join(dir, file), 'utf8')))
}

function endsIn(dir: string): string[] {
  const file = join(dir, 'ends')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
}

const isUp = (up: { stdout(): string }) =>
  waitFor(() => /^millwright is up: http:\/\/127\.0\.0\.1:\d+\/\n$/.test(up.stdout()), {
    timeoutMs: 50_000,
    what: 'the ready line',
  })

test('each process gets its own secrets and its own Redis user, and workers stop first', async () => {
  const dir = await temporaryDirectory('millwright up ')
  const up = await startUp(dir)
  await isUp(up)

  const code = await up.stop()

  expect(code).toBe(0)
  const [lead] = seenBy(dir, 'lead')
  const [worker] = seenBy(dir, 'worker')
  const [status] = seenBy(dir, 'status')
  const canaries = (env?: object) => JSON.stringify(env).match(/canary-for-\w+/g)
  expect(canaries(lead)).toEqual(['canary-for-lead'])
  expect(canaries(worker)).toEqual(['canary-for-worker'])
  expect(canaries(status)).toEqual(['canary-for-status'])
  expect(lead?.REDIS_URL).toMatch(/^redis:\/\/default:/)
  expect(worker?.MILLWRIGHT_REDIS_WORKER_URL).toMatch(/^redis:\/\/worker:/)
  expect(worker).not.toHaveProperty('REDIS_URL')
  const ends = endsIn(dir)
  expect(ends.slice(0, 2)).toEqual(['worker SIGTERM', 'worker SIGTERM'])
  expect(ends.slice(2).toSorted()).toEqual(['lead SIGTERM', 'status SIGTERM'])
  const isRedisGone = () => !existsSync(`/proc/${redisPid(up.stderr())}`)
  await waitFor(isRedisGone, { what: 'Redis to be gone' })
})

test('everything on standard error is JSON without secrets, whatever a process prints', async () => {
  const up = await startUp(await temporaryDirectory())
  await isUp(up)
  await up.stop()

  const entries = up
    .stderr()
    .trim()
    .split('\n')
    .map((line): { msg: string; name: string } => JSON.parse(line))

  expect(entries).toContainEqual(
    expect.objectContaining({ name: 'status', msg: 'plain words of status with [redacted]' }),
  )
  expect(up.stderr()).not.toContain('canary')
})

test('when it is killed its processes end by themselves and the next one takes Redis over', async () => {
  const dir = await temporaryDirectory()
  const first = await startUp(dir)
  await isUp(first)

  await first.stop('SIGKILL')
  await waitFor(() => endsIn(dir).length === 4, { what: 'four processes to see that it is gone' })
  const second = await startUp(dir)
  await isUp(second)

  expect(new Set(endsIn(dir).map((end) => end.split(' ')[1]))).toEqual(new Set(['disconnect']))
  expect(second.stderr()).toContain('private redis found running')
  expect(redisPid(second.stderr())).toBe(redisPid(first.stderr()))
})

test('a second one for the same data directory is refused', async () => {
  const dir = await temporaryDirectory()
  const first = await startUp(dir)
  await isUp(first)
  const second = await startUp(dir)

  // The command line makes the exit code; here the reason is what counts.
  await second.exit

  expect(second.stderr()).toContain('millwright up runs already')
})

test('Redis is started again when it is killed, on the same address', async () => {
  const up = await startUp(await temporaryDirectory())
  await isUp(up)
  const before = redisPid(up.stderr())

  process.kill(before, 'SIGKILL')

  await waitFor(() => redisPid(up.stderr()) !== before, { what: 'the second Redis' })
  expect(up.stderr()).toContain('redis has ended')
})

test('without a sandbox the first thing it says is what that means', async () => {
  const up = await startUp(await temporaryDirectory(), { MILLWRIGHT_SANDBOX_MODE: 'none' })

  await waitFor(() => up.stdout().includes('millwright is up'), {
    timeoutMs: 50_000,
    what: 'the ready line',
  })

  expect(up.stdout()).toMatch(/^NO SANDBOX: sandbox\.mode is none[\s\S]*Forks are refused/)
})

test('a mistake in the configuration is told before anything starts', async () => {
  const dir = await temporaryDirectory()
  const up = await startUp(dir, { ANTHROPIC_API_KEY: 'short', MILLWRIGHT_LIMITS_TURNS: 'x' })

  await up.exit

  expect(up.stderr()).toContain('model.api_key')
  expect(up.stderr()).toContain('limits.turns')
  expect(existsSync(join(dir, 'data'))).toBe(false)
})

function redisPid(log: string): number {
  const entries = log.split('\n').filter((line) => line.includes('private redis'))
  return Number(/"redisPid":(\d+),"port"/.exec(entries.at(-1) ?? '')?.[1])
}
