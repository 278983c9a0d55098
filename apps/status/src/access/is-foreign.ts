import type { FastifyRequest } from 'fastify'

/** That a browser says a page of another origin asks; one that says nothing may be no browser. */
export function isForeign({ headers }: FastifyRequest): boolean {
  return !['same-origin', undefined].includes(headers['sec-fetch-site']?.toString())
}
