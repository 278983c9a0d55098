import { existsSync, lstatSync, readlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'

const topFolders = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32']

/**
 * What programs of a usual system read, holds no secret, and is no list of this machine's users.
 * Each costs a tenth of a millisecond a jail.
 */
const etcFiles = [
  'alternatives',
  'crypto-policies',
  'fonts',
  'ld.so.cache',
  'localtime',
  'mime.types',
  'os-release',
  'pki/ca-trust',
  'pki/tls/certs',
  'protocols',
  'services',
  'ssl/certs',
  'ssl/openssl.cnf',
].map((name) => `/etc/${name}`)

/**
 * Arguments of bubblewrap for a read-only system: programs and libraries, a few files of /etc, and
 * the Node.js that runs us. Nothing of /home, /root, /var, /run, /opt or the rest of /etc.
 */
export function systemMounts(): string[] {
  return [
    '--ro-bind',
    '/usr',
    '/usr',
    ...topFolders.flatMap(topFolder),
    ...etcFiles.filter((path) => existsSync(path)).flatMap((path) => ['--ro-bind', path, path]),
    ...nodePaths().flatMap((path) => ['--ro-bind', path, path]),
  ]
}

/** On most systems these are links into /usr. */
function topFolder(path: string): string[] {
  if (!existsSync(path)) return []
  return lstatSync(path).isSymbolicLink()
    ? ['--symlink', readlinkSync(path), path]
    : ['--ro-bind', path, path]
}

/** The folders in which the jail looks for programs, first the one of our own Node.js. */
export function searchPath(): string {
  const usual = ['/usr/local/bin', '/usr/bin', '/bin', '/usr/local/sbin', '/usr/sbin', '/sbin']
  return [...new Set([dirname(process.execPath), ...usual])].join(':')
}

/**
 * The Node.js that runs us, where it is no part of the system. Of a prefix only what a release of
 * Node.js puts there: the prefix may be somebody's home directory.
 */
function nodePaths(): string[] {
  const node = process.execPath
  if (node.startsWith('/usr/')) return []
  const prefix = dirname(dirname(node))
  const release = [dirname(node), join(prefix, 'lib/node_modules')]
  const isRelease = existsSync(join(prefix, 'lib/node_modules/npm'))
  return isRelease ? release : [node]
}
