import type { Config } from '@millwright/config'

/** Says with which credential the lead works: the App's where there is one, else the token's. */
export function githubAuth(config: Config) {
  const { app_id, private_key, token } = config.github
  if (app_id !== null && private_key !== null) {
    return {
      mode: 'app' as const,
      auth: { kind: 'app' as const, appId: app_id, privateKey: private_key },
    }
  }
  if (token !== null) return { mode: 'token' as const, auth: { kind: 'token' as const, token } }
  throw new MissingCredentialError()
}

/** Thrown at start when the lead has nothing to show GitHub. */
class MissingCredentialError extends Error {
  readonly code = 'MW_NO_CREDENTIAL'
  constructor() {
    super(
      'the lead has no GitHub credential: set github.app_id and github.private_key_file, or github.token_file',
    )
    this.name = 'MissingCredentialError'
  }
}
