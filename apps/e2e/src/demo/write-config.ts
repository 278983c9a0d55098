import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './root.ts'

export interface DemoConfig {
  dir: string
  ports: { webhook: number; status: number }
  apiUrl: string
  gitUrl: string
  modelUrl: string
  notifyUrl: string
  appId: number
  privateKey: string
  webhookSecret: string
  statusToken: string
  modelKey: string
  notifySecret: string
  repositories: readonly { repo: string; mode?: 'auto' | 'staged' }[]
  settings: Record<string, unknown>
}

/** Writes `millwright.yaml` and its secret files as an operator would; returns the file's path. */
export async function writeConfig(demo: DemoConfig): Promise<string> {
  const secrets = join(demo.dir, 'secrets')
  await mkdir(secrets, { recursive: true, mode: 0o700 })
  const secret = async (name: string, value: string) => {
    const path = join(secrets, name)
    await writeFile(path, value, { mode: 0o600 })
    return path
  }
  // A copy, so that they can be edited without touching the sources.
  const prompts = join(demo.dir, 'prompts')
  await cp(join(root, 'prompts'), prompts, { recursive: true })
  const config = {
    data_dir: join(demo.dir, 'data'),
    github: {
      api_url: demo.apiUrl,
      git_url: demo.gitUrl,
      app_id: demo.appId,
      private_key_file: await secret('app.pem', demo.privateKey),
      webhook_secret_file: await secret('webhook', demo.webhookSecret),
      sweep_seconds: 10,
    },
    webhook: { port: demo.ports.webhook },
    status: { port: demo.ports.status, token_file: await secret('status', demo.statusToken) },
    model: {
      base_url: demo.modelUrl,
      api_key_file: await secret('model', demo.modelKey),
    },
    // A killed worker is replaced within seconds instead of the two minutes of a real service.
    worker: { lock_seconds: 6, stalled_seconds: 2 },
    sandbox: {
      tool_path: [join(root, 'node_modules', '.bin')],
      read_only_paths: [join(root, 'node_modules')],
    },
    repositories: Object.fromEntries(
      demo.repositories.map(({ repo, mode = 'auto' }) => [repo, { mode }]),
    ),
    notify: [
      {
        kind: 'webhook',
        url: demo.notifyUrl,
        secret_file: await secret('notify', demo.notifySecret),
      },
    ],
    prompts_dir: prompts,
    ...demo.settings,
  }
  const file = join(demo.dir, 'millwright.yaml')
  // JSON is YAML: nothing is lost and nothing needs quoting.
  await writeFile(file, `${JSON.stringify(config, null, 2)}\n`)
  return file
}
