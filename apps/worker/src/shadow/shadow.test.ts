import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Mill, openMill } from '../mill.fixture.ts'
import { redTask } from '../red-task.fixture.ts'
import { bash, edit, finish } from '../script.fixture.ts'
import { ORDER_BYTES_MAX, ShadowAnswer, type ShadowOrder } from './shadow-order.ts'

const main = fileURLToPath(new URL('../shadow-main.ts', import.meta.url))

/** Whatever could carry a word to a lead or to GitHub; git itself reads with the clone token. */
const ways = ['ioredis', 'bullmq', 'octokit', 'millwright/redis', 'millwright/github']
const refuse = `export async function resolve(name, context, next) {
  if (${JSON.stringify(ways)}.some((way) => name.includes(way))) throw new Error('way out: ' + name)
  return next(name, context)
}`
const guard = `import { register } from 'node:module'
register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(refuse)}))`

let mill: Mill
let redSha = ''
beforeAll(async () => {
  mill = await openMill()
  redSha = await mill.addRepository('acme/web', {
    value: '1\n',
    'test.sh': 'grep -q 22 value\n',
  })
})
afterAll(() => mill.close())

/** Starts the program as the command line does, with no way out but git and the model. */
async function shadow(order: ShadowOrder | string) {
  const { REDIS_URL: _ours, ...env } = mill.env
  const imports = ['tsx', `data:text/javascript,${encodeURIComponent(guard)}`]
  const child = spawn(
    process.execPath,
    ['--conditions', '@millwright/source', ...imports.flatMap((one) => ['--import', one]), main],
    { env: { PATH: '/usr/local/bin:/usr/bin:/bin', ...env } },
  )
  child.stdin.end(typeof order === 'string' ? order : JSON.stringify(order))
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await ended, stdout, stderr }
}

test('a shadow fixes without a way to Redis or GitHub, and hands the result to its caller', async () => {
  mill.model.plays([edit('value', '1', '22')], [finish()])
  const keys = await mill.redis.keys('*')
  const clients = await mill.redis.client('LIST')
  const task = redTask(redSha)

  const { code, stdout, stderr } = await shadow({ task })

  const { result } = ShadowAnswer.parse(JSON.parse(stdout))
  expect({ code, outcome: result.outcome }).toEqual({ code: 0, outcome: 'fixed' })
  expect(result.patch).toContain('+22')
  expect(result.proof.before[0]?.exit_code).toBe(1)
  expect(result.proof.after[0]?.exit_code).toBe(0)
  expect(result.usage.usd).toBeGreaterThan(0)
  expect(stderr).toContain('reproduce: red\n')
  expect(await mill.redis.keys('*')).toEqual(keys)
  expect(String(await mill.redis.client('LIST')).split('\n')).toHaveLength(
    String(clients).split('\n').length,
  )
  expect(await mill.github.head('acme/web', 'main')).toBe(redSha)
}, 60_000)

test('a plan looks and changes nothing, with the model that was asked for', async () => {
  mill.model.plays([bash('echo 22 > value')], [finish()])
  const task = redTask(redSha, { verdict: 'INVESTIGATE' })

  const { stdout, stderr } = await shadow({ task, model: 'claude-haiku-4-5' })

  const { result } = ShadowAnswer.parse(JSON.parse(stdout))
  expect(result).toMatchObject({ outcome: 'investigated', patch: '' })
  expect(stderr).toContain('agent: claude-haiku-4-5 begins\n')
}, 60_000)

test('what is no order, or too large, is refused', async () => {
  const [empty, large] = await Promise.all([shadow('{}'), shadow('x'.repeat(ORDER_BYTES_MAX + 1))])

  expect([empty.code, large.code]).toEqual([1, 1])
  expect([empty.stdout, large.stdout]).toEqual(['', ''])
  expect(large.stderr).toContain('MW_SHADOW: The order is too large.')
}, 60_000)
