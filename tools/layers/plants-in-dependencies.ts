import type { Plant } from './plant.ts'

/** Ways to depend on a package that the table keeps away. */
export const plantsInDependencies: readonly Plant[] = [
  {
    rule: 'layer',
    does: 'a step uses a step',
    at: 'agent',
    change: { dependencies: ['@millwright/protocol', '@millwright/second'] },
  },
  {
    rule: 'layer',
    does: 'an adapter uses an adapter',
    at: 'sandbox',
    change: { dependencies: ['@millwright/queue'] },
  },
  {
    rule: 'layer',
    does: 'a platform package uses a step',
    at: 'config',
    change: { dependencies: ['@millwright/second'] },
  },
  {
    rule: 'layer',
    does: 'a step uses an app',
    at: 'gate',
    change: { dependencies: ['@millwright/e2e'] },
  },
  {
    rule: 'layer',
    does: 'a test of a step uses another step',
    at: 'agent',
    change: { devDependencies: ['@millwright/second'] },
  },
  { rule: 'layer', does: 'a package names no layer', at: 'gate', change: { layer: 'domain' } },
  {
    rule: 'testing',
    does: 'a library depends on testing',
    at: 'sandbox',
    change: { dependencies: ['@millwright/protocol', '@millwright/testing'] },
  },
  {
    rule: 'testing',
    does: 'a source file that is no test imports testing',
    at: 'queue',
    change: { files: { 'src/wait.ts': "import { waitFor } from '@millwright/testing'" } },
  },
  {
    rule: 'testing',
    does: 'testing depends on more than the protocol',
    at: 'testing',
    change: { dependencies: ['@millwright/config', '@millwright/protocol', 'bullmq'] },
  },
  {
    rule: 'zone',
    does: 'the lead depends on a package of the worker',
    at: 'lead',
    change: { dependencies: ['@millwright/gate', '@millwright/queue', '@millwright/sandbox'] },
  },
  {
    rule: 'zone',
    does: 'the lead reaches a package of the worker through another one',
    at: 'lead',
    change: { dependencies: ['@millwright/relay'], files: {} },
  },
  {
    rule: 'zone',
    does: 'the worker depends on a package of the lead',
    at: 'worker',
    change: { dependencies: ['@millwright/agent', '@millwright/gate'] },
  },
  {
    rule: 'zone',
    does: 'a package of the lead depends on one of the worker',
    at: 'gate',
    change: { dependencies: ['@millwright/protocol', '@millwright/sandbox'] },
  },
]
