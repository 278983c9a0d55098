import { queues, sharedKeys, storeKeys } from '@millwright/protocol'

/** Redis commands that would give a worker power over others: each one with its arguments. */
export function forbiddenCommands(taskId: string, repo: string): string[][] {
  const task = storeKeys.task(taskId)
  return [
    ['GET', task],
    ['SET', task, '{}'],
    ['DEL', task],
    ['COPY', task, 'millwright:attempt:copy'],
    ['EVAL', "return redis.call('GET', KEYS[1])", '1', task],
    ['SORT', 'millwright:attempt:x', 'GET', 'millwright:store:*'],
    ['XADD', storeKeys.decisions, '*', 'decision', '{}'],
    ['XADD', storeKeys.events, '*', 'event', '{}'],
    ['SET', sharedKeys.cancel(taskId), '{}'],
    ['SET', sharedKeys.cloneToken(repo), 'mine'],
    ['LPUSH', `millwright:${queues.inbox}:wait`, '1'],
    ['LPUSH', `millwright:${queues.deliveries}:wait`, '1'],
    ['LPUSH', `millwright:${queues.maintenance}:wait`, '1'],
    ['FLUSHALL'],
    ['FLUSHDB'],
    ['KEYS', '*'],
    ['SCAN', '0'],
    ['CONFIG', 'GET', '*'],
    ['ACL', 'LIST'],
    ['CLIENT', 'LIST'],
    ['MONITOR'],
  ]
}
