import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '@millwright/testing'
import { localProgram } from './local-program.ts'
import { type StartedProgram, startProgram } from './start-program.ts'
import { readUnit } from './unit-file.ts'

const root = join(import.meta.dirname, '../..')

/** The deployment files at work on this machine: their secrets, their Redis, no container. */
export interface Deployment {
  readonly port: number
  readonly secrets: string
  /** Runs a command of a deployment file to its end; rejects unless it exits with 0. */
  run(argv: readonly string[]): Promise<{ stdout: string }>
  start(argv: readonly string[]): StartedProgram
  close(): Promise<void>
}

/** Makes secrets with deploy/make-secrets.sh and starts Redis with deploy/redis.conf on them. */
export async function startDeployment(): Promise<Deployment> {
  const folder = mkdtempSync(join(tmpdir(), 'millwright-deploy-'))
  const secrets = join(folder, 'secrets')
  const [port, webhookPort, statusPort] = await Promise.all([freePort(), freePort(), freePort()])
  const script = join(root, 'deploy/make-secrets.sh')
  await promisify(execFile)('sh', [script, secrets, `127.0.0.1:${port}`])
  for (const name of ['github_token', 'model_api_key']) {
    writeFileSync(join(secrets, name), `${name}-of-a-test\n`, { mode: 0o600 })
  }
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    MILLWRIGHT_CONFIG: join(root, 'deploy/millwright.example.yaml'),
    MILLWRIGHT_DATA_DIR: join(folder, 'data'),
    MILLWRIGHT_GITHUB_API_URL: 'http://127.0.0.1:9',
    MILLWRIGHT_WEBHOOK_PORT: String(webhookPort),
    MILLWRIGHT_STATUS_PORT: String(statusPort),
    ...secretVariables(secrets),
  }
  const start = (argv: readonly string[]) => startProgram(argv, { cwd: root, env })
  const server = start(redisCommand(folder, secrets, port))
  return {
    port,
    secrets,
    run: ([command = '', ...args]) => promisify(execFile)(command, args, { cwd: root, env }),
    start,
    async close() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The command of deploy/systemd/millwright-redis.service with this machine's places in it. */
function redisCommand(folder: string, secrets: string, port: number): string[] {
  const unit = readUnit(join(root, 'deploy/systemd/millwright-redis.service'))
  const [command = ''] = unit.get('ExecStart') ?? []
  return command
    .split(' ')
    .map((word) =>
      word
        .replace('/usr/bin/redis-server', localProgram('redis-server'))
        .replace('/opt/millwright', root)
        .replace('6310', String(port))
        .replace('%S/millwright-redis', folder)
        .replace('%d', secrets),
    )
}

/** The same files that compose mounts at the places that the example configuration names. */
function secretVariables(folder: string): Record<string, string> {
  return {
    REDIS_URL_FILE: join(folder, 'redis_url'),
    MILLWRIGHT_REDIS_WORKER_URL_FILE: join(folder, 'worker_redis_url'),
    MILLWRIGHT_GITHUB_TOKEN_FILE: join(folder, 'github_token'),
    MILLWRIGHT_WEBHOOK_SECRET_FILE: join(folder, 'webhook_secret'),
    MILLWRIGHT_STATUS_TOKEN_FILE: join(folder, 'status_token'),
    MILLWRIGHT_MODEL_API_KEY_FILE: join(folder, 'model_api_key'),
  }
}
