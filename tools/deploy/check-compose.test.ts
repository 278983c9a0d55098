import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkCompose } from './check-compose.ts'
import { ComposeFile, readYaml } from './compose-file.ts'
import { composeSchemaErrors } from './compose-schema.ts'
import { brokenRules } from './finding.ts'

const root = join(import.meta.dirname, '../..')
const path = join(root, 'docker-compose.yml')
const service = {
  image: 'valkey/valkey:8.1.3-bookworm',
  user: '999:999',
  restart: 'unless-stopped',
  init: true,
  read_only: true,
  tmpfs: ['/tmp'],
  cap_drop: ['ALL'],
  security_opt: ['no-new-privileges:true'],
  networks: ['inside'],
  secrets: ['users'],
  healthcheck: { test: ['CMD', 'true'] },
  logging: { options: { 'max-size': '10m' } },
  mem_limit: '1g',
  pids_limit: 64,
  volumes: [{ type: 'bind', source: './a', target: '/a', read_only: true }],
}

test('docker-compose.yml is what the Compose Specification allows', () => {
  expect(composeSchemaErrors(readYaml(path))).toEqual([])
})

test('a key that the Compose Specification does not know is an error', () => {
  expect(composeSchemaErrors({ services: { redis: { ...service, restarts: 'always' } } })).toEqual([
    '/services/redis must NOT have additional properties',
  ])
})

test('docker-compose.yml keeps every rule', () => {
  expect(checkCompose(ComposeFile.parse(readYaml(path)))).toEqual([])
})

test('docker-compose.yml gives each process its own secrets and no others', () => {
  const { services } = ComposeFile.parse(readYaml(path))

  const given = Object.entries(services).map(([name, { secrets }]) => [name, secrets])

  expect(Object.fromEntries(given)).toEqual({
    redis: ['redis_users'],
    lead: ['redis_url', 'github_token', 'webhook_secret'],
    worker: ['worker_redis_url', 'model_api_key'],
    status: ['redis_url', 'status_token'],
  })
})

test('a service that keeps the rules has no findings', () => {
  expect(checkCompose(compose({}))).toEqual([])
})

test.each([
  ['image', { image: 'valkey/valkey:latest' }],
  ['image', { image: 'valkey/valkey' }],
  ['user', { user: '0:0' }],
  ['user', { user: '' }],
  ['restart', { restart: 'on-failure' }],
  ['init', { init: false }],
  ['read-only', { read_only: false }],
  ['capabilities', { cap_drop: ['NET_RAW'] }],
  ['capabilities', { cap_add: ['SYS_ADMIN'] }],
  ['capabilities', { privileged: true }],
  ['privileges', { security_opt: [] }],
  ['confinement', { security_opt: ['no-new-privileges:true', 'seccomp=unconfined'] }],
  ['isolation', { network_mode: 'host' }],
  ['isolation', { pid: 'host' }],
  ['limits', { mem_limit: undefined }],
  ['limits', { pids_limit: undefined }],
  ['healthcheck', { healthcheck: undefined }],
  ['logging', { logging: undefined }],
  ['ports', { ports: ['8686:8686'], networks: [] }],
  ['socket', { volumes: [volume('/var/run/docker.sock', true)] }],
  ['bind-mounts', { volumes: [volume('./a', false)] }],
  ['environment', { environment: { GITHUB_TOKEN: 'x' } }],
  ['secrets', { secrets: ['unheard-of'] }],
])('%s fails, and it alone, on %j', (rule, change) => {
  expect(brokenRules(checkCompose(compose(change, 'lead')))).toEqual([rule])
})

test.each([
  ['a network that reaches further', { networks: ['inside', 'outside'] }],
  ['a port', { ports: ['127.0.0.1:6379:6379'] }],
])('store fails, and it alone, when redis has %s', (_, change) => {
  expect(brokenRules(checkCompose(compose(change)))).toEqual(['store'])
})

test('the worker alone may switch the confinement of the engine off', () => {
  const change = { security_opt: ['no-new-privileges:true', 'seccomp=unconfined'] }

  expect(checkCompose(compose(change, 'worker'))).toEqual([])
})

function compose(change: object, name = 'redis'): ComposeFile {
  return ComposeFile.parse({
    services: { [name]: { ...service, ...change } },
    networks: { inside: { internal: true }, outside: {} },
    secrets: { users: { file: './users' } },
  })
}

function volume(source: string, isReadOnly: boolean) {
  return { type: 'bind', source, target: '/a', read_only: isReadOnly }
}
