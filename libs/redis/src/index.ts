export { connectRedis } from './connect-redis.ts'
export { findRedisBinary, versionOf } from './find-redis-binary.ts'
export {
  findPrivateRedis,
  type PrivateRedis,
  startPrivateRedis,
} from './private/start-private-redis.ts'
export { redisProblems } from './redis-problems.ts'
export { requireUrl } from './require-url.ts'
export { workerAcl } from './worker-acl.ts'
