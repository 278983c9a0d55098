import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { connectRedis, redisProblems, workerAcl } from '@millwright/redis'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ComposeFile, readYaml } from './compose-file.ts'
import { eventually } from './eventually.ts'
import { localProgram } from './local-program.ts'
import { type Deployment, startDeployment } from './start-deployment.ts'

const root = join(import.meta.dirname, '../..')
const { services } = ComposeFile.parse(readYaml(join(root, 'docker-compose.yml')))
let deployment: Deployment

beforeAll(async () => {
  deployment = await startDeployment()
  await eventually(() => deployment.run(redisProbe()))
})

afterAll(() => deployment.close())

test('redis answers the health check of docker-compose.yml', async () => {
  const { stdout } = await deployment.run(redisProbe())

  expect(stdout.trim()).toBe('PONG')
})

test('the user of the health check may do nothing but ping', async () => {
  const asked = deployment.run([...redisProbe().slice(0, -1), 'info'])

  await expect(asked).rejects.toThrow('NOPERM')
})

test('redis keeps everything that it has confirmed', async () => {
  const redis = connectRedis({ url: readSecret('redis_url'), name: 'test' })

  const problems = await redisProblems(redis)

  expect(problems).toEqual([])
  redis.disconnect()
})

test('without a password nobody gets in', async () => {
  const asked = deployment.run([
    localProgram('valkey-cli'),
    '-e',
    '-p',
    `${deployment.port}`,
    'ping',
  ])

  await expect(asked).rejects.toThrow('NOAUTH')
})

test('the worker’s user has what libs/redis gives it and no more', () => {
  const acl = readFileSync(join(root, 'deploy/users.acl'), 'utf8')
  const line = acl.split('\n').find((each) => each.startsWith('user worker '))

  expect(line).toBe(`user worker on #WORKER_SHA256 ${workerAcl('7.0.0').join(' ')}`)
})

test('secrets are made once and are not for others to read', async () => {
  const before = readSecret('redis_url')

  await deployment.run(['sh', 'deploy/make-secrets.sh', deployment.secrets])

  expect(readSecret('redis_url')).toBe(before)
  expect(statSync(join(deployment.secrets, 'redis_url')).mode & 0o077).toBe(0)
})

function redisProbe(): string[] {
  const [, cli = '', ...args] = services.redis?.healthcheck.test ?? []
  return [localProgram(cli), '-p', String(deployment.port), ...args]
}

function readSecret(name: string): string {
  return readFileSync(join(deployment.secrets, name), 'utf8').trim()
}
