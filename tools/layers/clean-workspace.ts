import type { TinyPackage } from './write-workspace.ts'

/** A workspace that keeps every rule, with one package of each kind. */
export const cleanWorkspace: Readonly<Record<string, TinyPackage>> = {
  protocol: {
    dir: 'libs/protocol',
    layer: 'protocol',
    dependencies: ['zod'],
    files: {
      'src/index.ts': "export * from './task.ts'",
      'src/task.ts': "import { z } from 'zod'",
    },
  },
  config: {
    dir: 'libs/config',
    layer: 'platform',
    dependencies: ['@millwright/protocol'],
    files: { 'src/read-port.ts': 'export const port = process.env.PORT' },
  },
  queue: {
    dir: 'libs/queue',
    layer: 'adapter',
    dependencies: ['@millwright/config', '@millwright/protocol', 'bullmq'],
    devDependencies: ['@millwright/testing'],
    files: {
      'src/open-queue.ts': "import type { Queue } from 'bullmq'",
      'src/full-queue.fixture.ts': "import { startRedis } from '@millwright/testing'",
      'src/open-queue.test.ts':
        "import { startRedis } from '@millwright/testing'\nimport { test } from 'vitest'",
    },
  },
  sandbox: { dir: 'libs/sandbox', layer: 'adapter', dependencies: ['@millwright/protocol'] },
  agent: {
    dir: 'libs/agent',
    layer: 'step',
    dependencies: ['@millwright/protocol', '@millwright/sandbox'],
  },
  second: { dir: 'libs/second', layer: 'step', dependencies: ['@millwright/protocol'] },
  relay: { dir: 'libs/relay', layer: 'step', dependencies: ['@millwright/sandbox'] },
  gate: { dir: 'libs/gate', layer: 'step', dependencies: ['@millwright/protocol'] },
  testing: {
    dir: 'libs/testing',
    layer: 'testing',
    dependencies: ['@millwright/protocol', 'bullmq'],
    files: { 'src/stand-in.ts': "import { Queue } from 'bullmq'" },
  },
  lead: { dir: 'apps/lead', layer: 'app', dependencies: ['@millwright/gate', '@millwright/queue'] },
  worker: { dir: 'apps/worker', layer: 'app', dependencies: ['@millwright/agent'] },
  cli: { dir: 'apps/cli', layer: 'app', dependencies: ['@millwright/agent', '@millwright/gate'] },
  e2e: {
    dir: 'apps/e2e',
    layer: 'app',
    dependencies: ['@millwright/protocol', '@millwright/testing'],
    files: { 'src/demo.ts': "import { standIn } from '@millwright/testing'" },
  },
}
