import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { openHttpServer } from './http-server.ts'
import { runProgram } from './run-program.ts'
import { temporaryDirectory } from './temporary-directory.ts'

/** A package of one version, as npm packs it. */
export interface RegistryPackage {
  readonly name: string
  readonly version: string
  /** What its package.json says besides. */
  readonly manifest?: Record<string, unknown>
  /** Path → content. */
  readonly files: Readonly<Record<string, string>>
}

/** What a lockfile says of a package. */
export interface LockEntry {
  readonly version: string
  readonly resolved: string
  readonly integrity: string
}

export interface PackageRegistry {
  /** It listens on 127.0.0.1, at this port. */
  readonly port: number
  lockEntry(name: string): LockEntry
  /** Paths in the order in which they were asked for; the newest 1,000. */
  requests(): readonly string[]
  close(): Promise<void>
}

const REQUESTS_MAX = 1_000

/** An npm registry that its clients know as `host`, which stands for 127.0.0.1. */
export async function startPackageRegistry(
  host: string,
  packages: readonly RegistryPackage[],
): Promise<PackageRegistry> {
  const server = await openHttpServer()
  const port = Number(new URL(server.url).port)
  const requests: string[] = []
  const tarballs = new Map<string, Buffer>()
  const entries = new Map<string, LockEntry>()
  for (const each of packages) {
    const tarball = await pack(each)
    const path = `/${each.name}/-/${each.name}-${each.version}.tgz`
    const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`
    tarballs.set(path, tarball)
    const resolved = `http://${host}:${port}${path}`
    entries.set(each.name, { version: each.version, resolved, integrity })
  }
  server.serve(async ({ response, url }) => {
    requests.push(url.pathname)
    if (requests.length > REQUESTS_MAX) requests.shift()
    const tarball = tarballs.get(url.pathname)
    if (tarball !== undefined) {
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(tarball)
      return
    }
    const entry = entries.get(url.pathname.slice(1))
    response.writeHead(entry === undefined ? 404 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(entry === undefined ? {} : packument(url.pathname.slice(1), entry)))
  })
  return {
    port,
    lockEntry: (name) => {
      const entry = entries.get(name)
      if (entry === undefined) throw new Error(`the registry has no ${name}`)
      return entry
    },
    requests: () => [...requests],
    close: () => server.close(),
  }
}

/** https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md */
function packument(name: string, { version, resolved, integrity }: LockEntry) {
  const dist = { tarball: resolved, integrity }
  return {
    name,
    'dist-tags': { latest: version },
    versions: { [version]: { name, version, dist } },
  }
}

async function pack({ name, version, manifest, files }: RegistryPackage): Promise<Buffer> {
  const dir = await temporaryDirectory()
  const all = { 'package.json': JSON.stringify({ name, version, ...manifest }), ...files }
  for (const [path, content] of Object.entries(all)) {
    await mkdir(dirname(join(dir, 'package', path)), { recursive: true })
    await writeFile(join(dir, 'package', path), content)
  }
  return runProgram(['tar', '-czf', '-', '-C', dir, 'package'])
}
