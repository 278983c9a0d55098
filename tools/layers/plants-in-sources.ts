import type { Plant } from './plant.ts'

/** Ways to break the rules over files, what they import and what tsconfig.json says. */
export const plantsInSources: readonly Plant[] = [
  {
    rule: 'sdk',
    does: 'a step imports BullMQ',
    at: 'gate',
    change: {
      dependencies: ['@millwright/protocol', 'bullmq'],
      files: { 'src/add.ts': "import { Queue } from 'bullmq'" },
    },
  },
  {
    rule: 'sdk',
    does: 'a step takes a type of the Anthropic SDK inside a type',
    at: 'agent',
    change: {
      dependencies: ['@anthropic-ai/sdk', '@millwright/protocol', '@millwright/sandbox'],
      files: { 'src/ask.ts': "export type Ask = import('@anthropic-ai/sdk').Message" },
    },
  },
  {
    rule: 'sdk',
    does: 'an app imports Octokit while it runs',
    at: 'lead',
    change: {
      dependencies: ['@millwright/gate', '@millwright/queue', '@octokit/core'],
      files: { 'src/call.ts': "export const octokit = await import('@octokit/core')" },
    },
  },
  {
    rule: 'environment',
    does: 'a library reads process.env',
    at: 'gate',
    change: { files: { 'src/size.ts': 'export const size = process.env.SIZE' } },
  },
  {
    rule: 'environment',
    does: 'a library takes env out of node:process',
    at: 'gate',
    change: { files: { 'src/size.ts': "import { env } from 'node:process'" } },
  },
  {
    rule: 'references',
    does: 'tsconfig.json leaves a dependency out',
    at: 'agent',
    change: { references: ['libs/protocol'] },
  },
  {
    rule: 'references',
    does: 'tsconfig.json refers to more than the dependencies',
    at: 'gate',
    change: { references: ['libs/config', 'libs/protocol'] },
  },
  {
    rule: 'declared',
    does: 'a source file imports a package that only tests may use',
    at: 'gate',
    change: { files: { 'src/check.ts': "import { expect } from 'vitest'" } },
  },
  {
    rule: 'declared',
    does: 'a test imports a package that nobody declares',
    at: 'gate',
    change: { files: { 'src/check.test.ts': "export { z } from 'zod'" } },
  },
  {
    rule: 'package-face',
    does: 'a file imports from inside another package',
    at: 'gate',
    change: {
      files: { 'src/check.ts': "import { Task } from '@millwright/protocol/src/task.ts'" },
    },
  },
  {
    rule: 'package-face',
    does: 'a relative import leaves the package',
    at: 'gate',
    change: { files: { 'src/check.ts': "import { Task } from '../../protocol/src/task.ts'" } },
  },
  {
    rule: 'file-name',
    does: 'a file is called after nothing',
    at: 'gate',
    change: { files: { 'src/patch-utils.ts': '' } },
  },
  {
    rule: 'file-name',
    does: 'a folder is called after nothing',
    at: 'gate',
    change: { files: { 'src/common/size.ts': '' } },
  },
  {
    rule: 'index',
    does: 'a folder inside a package has an index.ts',
    at: 'gate',
    change: { files: { 'src/rules/index.ts': '' } },
  },
]
