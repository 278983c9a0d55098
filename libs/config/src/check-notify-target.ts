import type { ConfigFile } from './schema/config-file.ts'

type Listed = ConfigFile['notify'][number]
type Problem = readonly [key: string, message: string]

const withoutSecret: readonly Listed['kind'][] = ['slack', 'apprise']

/** What the kind of a target asks for and what it has no use for, by key. */
export function checkNotifyTarget(listed: Listed): Problem[] {
  const { kind, url, url_file, secret_file, user, from, to } = listed
  const problems: Problem[] = []
  const demand = (holds: boolean, key: string, message: string) => {
    if (!holds) problems.push([key, message])
  }
  demand((url === undefined) !== (url_file === undefined), 'url', 'give url or url_file')
  const isMail = kind === 'smtp'
  const isAddressed = isMail || kind === 'sms'
  demand(
    !withoutSecret.includes(kind) || secret_file === undefined,
    'secret_file',
    `${kind} takes none: what is secret there is the address, so use url_file`,
  )
  demand(isAddressed || user === undefined, 'user', `${kind} has no user`)
  demand(isAddressed || from === undefined, 'from', `${kind} has no sender`)
  demand(isAddressed || to.length === 0, 'to', `${kind} has no recipients`)
  if (isAddressed) demand(from !== undefined, 'from', `${kind} needs a sender`)
  if (isMail) demand(to.length > 0, 'to', 'smtp needs the mail addresses of those to tell')
  if (isMail) {
    const isPair = (user === undefined) === (secret_file === undefined)
    demand(isPair, 'user', 'a user needs its password in secret_file, and it a user')
  }
  if (kind === 'sms') {
    demand(to.length === 1, 'to', 'sms takes one number; list a target for each')
    demand(user !== undefined, 'user', 'sms needs the account')
    demand(secret_file !== undefined, 'secret_file', 'sms needs the auth token of the account')
  }
  return problems
}

/** What is wrong with an address; null when it is right, or not read by this role. */
export function addressProblem(kind: Listed['kind'], address: string): string | null {
  if (address === '') return null
  if (!URL.canParse(address)) return 'this is no URL'
  const { protocol, pathname, username, password } = new URL(address)
  const isMail = /^smtps?:$/.test(protocol)
  if (!isMail && !/^https?:$/.test(protocol)) return 'this is no URL'
  if (isMail !== (kind === 'smtp')) {
    return kind === 'smtp' ? 'smtp needs smtp:// or smtps://' : `${kind} needs http:// or https://`
  }
  if (username !== '' || password !== '') return 'no user or password here: use secret_file'
  const isTopic = /[^/]/.test(pathname)
  return kind === 'ntfy' && !isTopic ? 'ntfy needs the topic: https://SERVER/TOPIC' : null
}
