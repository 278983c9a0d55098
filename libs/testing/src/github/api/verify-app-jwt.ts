import { verify } from 'node:crypto'
import { z } from 'zod'
import type { App } from '../world.ts'
import { ApiError } from './api-error.ts'

const Header = z.object({ alg: z.literal('RS256') })
const Claims = z.object({
  iat: z.number(),
  exp: z.number(),
  iss: z.union([z.string(), z.number()]),
})

const LIFE_SECONDS_MAX = 600
const CLOCK_SECONDS_MAX = 60

/**
 * Throws the 401 that GitHub gives when a JWT is not signed by the App's key with RS256, is over
 * its time or lives longer than ten minutes.
 */
export function verifyAppJwt(app: App | null, jwt: string | null): void {
  const [header = '', claims = '', signature = '', ...more] = (jwt ?? '').split('.')
  if (app === null || jwt === null || more.length > 0 || signature === '') throw undecodable()
  const signed = Buffer.from(`${header}.${claims}`)
  const isSigned = verify('RSA-SHA256', signed, app.publicKey, Buffer.from(signature, 'base64url'))
  if (!isSigned || !Header.safeParse(decode(header)).success) throw undecodable()
  const { iat, exp, iss } = Claims.parse(decode(claims))
  const now = Date.now() / 1000
  if (exp < now)
    throw new ApiError(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    )
  if (exp > now + LIFE_SECONDS_MAX) {
    throw new ApiError(401, "'Expiration time' claim ('exp') is too far in the future")
  }
  if (iat > now + CLOCK_SECONDS_MAX) {
    throw new ApiError(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    )
  }
  if (String(iss) !== String(app.id)) throw new ApiError(404, 'Integration not found')
}

function undecodable(): ApiError {
  return new ApiError(401, 'A JSON web token could not be decoded')
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString())
  } catch {
    throw undecodable()
  }
}
