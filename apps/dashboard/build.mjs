// Builds the page into dist/site, unless it is there already, made from exactly these sources.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const root = import.meta.dirname
const site = join(root, 'dist', 'site')
const stamp = join(root, 'dist', 'site.made-from')

const wanted = digest()
if (!existsSync(join(site, 'index.html')) || read(stamp) !== wanted) {
  const { build } = await import('vite')
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    // Only types are taken from our packages, so nothing of them is resolved.
    build: {
      outDir: site,
      emptyOutDir: true,
      target: 'es2022',
      // The policy of the service runs files and nothing that stands inside a page.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  })
  writeFileSync(stamp, wanted)
}

/** SHA-256 over the sources and the versions of what they are built with. */
function digest() {
  const hash = createHash('sha256')
  const folders = ['src', 'public'].flatMap((name) =>
    readdirSync(join(root, name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  const lock = join(root, '..', '..', 'package-lock.json')
  for (const file of [...folders.sort(), join(root, 'index.html'), join(root, 'build.mjs'), lock]) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  }
  return `${hash.digest('hex')}\n`
}

/** @param {string} file */
function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
