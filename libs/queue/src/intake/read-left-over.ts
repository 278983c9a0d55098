import type { Redis } from 'ioredis'
import { Delivery } from '../delivery.ts'
import { INTAKE_KEY } from './intake-key.ts'

/** What lies in the intake, in no order. INTAKE_MAX bounds it, and so its size: some megabytes. */
export async function readLeftOver(redis: Redis): Promise<Delivery[]> {
  const texts = await redis.hvals(INTAKE_KEY)
  return texts.map((text) => Delivery.parse(JSON.parse(text)))
}
