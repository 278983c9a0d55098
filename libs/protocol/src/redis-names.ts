/** Everything we keep in Redis stands under this prefix; BullMQ uses it too. */
export const PREFIX = 'millwright'

/** The pub/sub channels. Redis pub/sub ignores database numbers. */
export const channels = {
  taskNew: 'agent:tasks:new',
  taskProgress: 'agent:tasks:progress',
  taskCompleted: 'agent:tasks:completed',
  taskFailed: 'agent:tasks:failed',
  control: 'agent:control',
} as const

/** The BullMQ queues. Workers touch `tasks` alone. */
export const queues = {
  inbox: 'inbox',
  tasks: 'tasks',
  deliveries: 'deliveries',
  maintenance: 'maintenance',
} as const

/**
 * Keys that a worker may touch. Together with the queue `tasks` they are all that a worker's
 * Redis user is allowed.
 */
export const workerKeys = {
  reports: `${PREFIX}:reports`,
  /** Grows by one at each claim; a report with a lower epoch is refused. */
  epoch: (taskId: string) => `${PREFIX}:attempt:${taskId}:epoch`,
  /** The `epoch/seq` pairs already reported. */
  seen: (taskId: string) => `${PREFIX}:attempt:${taskId}:seen`,
  checkpoint: (taskId: string) => `${PREFIX}:attempt:${taskId}:checkpoint`,
  /** What the model said and did, for people to read; a Transcript as JSON. */
  transcript: (taskId: string) => `${PREFIX}:attempt:${taskId}:transcript`,
  /** Tasks that have a transcript, by the time it was written last, in milliseconds. */
  transcripts: `${PREFIX}:attempt:transcripts`,
  worker: (worker: string) => `${PREFIX}:worker:${worker}`,
  workers: `${PREFIX}:worker:*`,
} as const

/** Keys that a worker may read and only the lead writes. */
export const sharedKeys = {
  /** A ControlMessage as JSON: set when a task must stop. */
  cancel: (taskId: string) => `${PREFIX}:control:cancel:${taskId}`,
  /** A short-lived token that can read one repository and nothing else. */
  cloneToken: (repo: string) => `${PREFIX}:control:clone-token:${repo}`,
} as const

/** Keys of the lead's own store; status may read them. */
export const storeKeys = {
  task: (taskId: string) => `${PREFIX}:store:task:${taskId}`,
  tasks: `${PREFIX}:store:tasks`,
  failure: (failureId: string) => `${PREFIX}:store:failure:${failureId}`,
  decisions: `${PREFIX}:store:decisions`,
  events: `${PREFIX}:store:events`,
  pullRequest: (repo: string, place: string) => `${PREFIX}:store:pr:${repo}:${place}`,
} as const
