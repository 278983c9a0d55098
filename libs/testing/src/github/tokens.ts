import { randomBytes } from 'node:crypto'
import { everyPermission, type Permissions } from './permissions.ts'

export interface Token {
  readonly value: string
  readonly kind: 'personal' | 'installation'
  /** Whose acts these are: a person's login, or `<slug>[bot]`. */
  readonly login: string
  /** Full names in lower case; null means every repository. */
  readonly repositories: ReadonlySet<string> | null
  readonly permissions: Permissions
  /** Milliseconds since 1970; null never expires. */
  readonly expiresAt: number | null
}

export interface TokenOptions {
  readonly login?: string
  readonly repositories?: readonly string[]
  /** Everything may be written unless told. */
  readonly permissions?: Permissions
}

const INSTALLATION_TOKEN_MS = 3_600_000
const TOKENS_MAX = 10_000

/** The tokens that the stand-in knows. */
export class Tokens {
  readonly #byValue = new Map<string, Token>()

  addPersonal(value: string, options: TokenOptions): void {
    this.#add({
      value,
      kind: 'personal',
      login: options.login ?? 'ada',
      repositories: setOf(options.repositories),
      permissions: options.permissions ?? everyPermission,
      expiresAt: null,
    })
  }

  /** A token as an App gets one: it lives an hour. */
  issue(login: string, options: Omit<TokenOptions, 'login'>): Token & { expiresAt: number } {
    const token = {
      value: `ghs_${randomBytes(27).toString('base64url').replaceAll(/[-_]/g, '0')}`,
      kind: 'installation' as const,
      login,
      repositories: setOf(options.repositories),
      permissions: options.permissions ?? everyPermission,
      expiresAt: Date.now() + INSTALLATION_TOKEN_MS,
    }
    this.#add(token)
    return token
  }

  /** The token behind an Authorization header (Bearer, token or Basic); null when unknown. */
  find(authorization: string | undefined): Token | null {
    const value = credentialOf(authorization)
    const token = value === null ? undefined : this.#byValue.get(value)
    if (token === undefined) return null
    return token.expiresAt !== null && token.expiresAt < Date.now() ? null : token
  }

  /** No installation token that was issued until now counts any more, whatever its hour says. */
  revokeIssued(): void {
    for (const { value, kind } of this.#byValue.values()) {
      if (kind === 'installation') this.#byValue.delete(value)
    }
  }

  #add(token: Token): void {
    if (this.#byValue.size >= TOKENS_MAX) throw new Error(`more than ${TOKENS_MAX} tokens`)
    this.#byValue.set(token.value, token)
  }
}

/** What an Authorization header carries; of Basic, the password. */
export function credentialOf(authorization: string | undefined): string | null {
  const match = /^(bearer|token|basic)\s+(\S+)$/i.exec(authorization ?? '')
  const [, scheme, value] = match ?? []
  if (scheme === undefined || value === undefined) return null
  if (scheme.toLowerCase() !== 'basic') return value
  const decoded = Buffer.from(value, 'base64').toString()
  return decoded.slice(decoded.indexOf(':') + 1)
}

export function canSee(token: Token, fullName: string): boolean {
  return token.repositories === null || token.repositories.has(fullName.toLowerCase())
}

function setOf(names: readonly string[] | undefined): ReadonlySet<string> | null {
  return names === undefined ? null : new Set(names.map((name) => name.toLowerCase()))
}
