import { join } from 'node:path'

/** Where the service finds git, redis and bubblewrap; node's own folder comes first. */
export function pathVariable(): string {
  const own = join(process.execPath, '..')
  return `${own}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`
}
