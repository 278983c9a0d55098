import { PREFIX, queues, workerKeys } from '@millwright/protocol'
import { hasVersion } from './version.ts'

/**
 * The ACL rules (https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/) of a
 * worker's user, without its password: the queue `tasks`, the keys that workers write, the keys
 * they may read, and our channels. No other key, and no command that shows or changes the server.
 * Redis before 7.0 knows no read-only keys: there a worker may write the control keys too, and
 * `redisProblems` says so.
 */
export function workerAcl(version: string): string[] {
  const isSeven = hasVersion(version, 7, 0)
  const shared = `${PREFIX}:control:*`
  return [
    'resetkeys',
    'resetchannels',
    `~${PREFIX}:${queues.tasks}:*`,
    `~${workerKeys.reports}`,
    `~${PREFIX}:attempt:*`,
    `~${workerKeys.workers}`,
    isSeven ? `%R~${shared}` : `~${shared}`,
    '&agent:*',
    '-@all',
    '+@read',
    '+@write',
    '+@transaction',
    // What these categories hold beyond single keys: names of keys, whole databases, the server.
    '-@dangerous',
    '-@admin',
    '-scan',
    '-randomkey',
    '-dbsize',
    '-move',
    '-swapdb',
    ...connection,
    ...(hasVersion(version, 7, 2) ? ['+client|setinfo'] : []),
  ]
}

const connection = [
  'auth',
  'hello',
  'ping',
  'echo',
  'quit',
  'reset',
  'select',
  'info',
  'client|setname',
  'client|getname',
  'client|id',
  'publish',
  'subscribe',
  'unsubscribe',
  'psubscribe',
  'punsubscribe',
  'eval',
  'evalsha',
  'script|load',
  'script|exists',
].map((command) => `+${command}`)
