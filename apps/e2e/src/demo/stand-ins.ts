import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import {
  type FakeGitHub,
  type ScriptedModel,
  startFakeGitHub,
  startScriptedModel,
  startWebhookReceiver,
  type WebhookReceiver,
} from '@millwright/testing'
import type { Story } from '../stories/story.ts'
import { root } from './root.ts'
import { type Sink, startSink } from './sink.ts'
import { createStage, type Stage } from './stage.ts'

/** What stands for the world outside: GitHub, the model, a person's webhook, a forbidden host. */
export interface StandIns {
  github: FakeGitHub
  model: ScriptedModel
  receiver: WebhookReceiver
  sink: Sink
  stage: Stage
  /** The credentials they know. */
  credentials: {
    appId: number
    privateKey: string
    webhookSecret: string
    modelKey: string
  }
  close(): Promise<void>
}

const APP_ID = 4711

/** Starts the stand-ins and makes the stories' repositories, all below `dir`. */
export async function startStandIns(
  stories: readonly Story[],
  dir: string,
  webhookPort: number,
): Promise<StandIns> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  const webhookSecret = randomBytes(20).toString('hex')
  const modelKey = `sk-ant-${randomBytes(24).toString('hex')}`
  const sink = await startSink()
  const stage = createStage(dir, sink.port)
  const receiver = await startWebhookReceiver()
  const model = await startScriptedModel({
    apiKey: modelKey,
    scripts: stories.flatMap((story) => (story.script ? [story.script(stage)] : [])),
  })
  const github = await startFakeGitHub({
    dir: join(dir, 'github'),
    webhook: { url: `http://127.0.0.1:${webhookPort}/webhooks/github`, secret: webhookSecret },
    app: { appId: APP_ID, publicKeyPem: publicKey },
    toolPath: [join(root, 'node_modules', '.bin')],
  })
  for (const { repo, base } of stories) await github.createRepository({ name: repo, files: base })
  return {
    github,
    model,
    receiver,
    sink,
    stage,
    credentials: { appId: APP_ID, privateKey, webhookSecret, modelKey },
    close: async () => {
      await Promise.all([github.close(), model.close(), receiver.close(), sink.close()])
    },
  }
}
