import { existsSync, readFileSync, renameSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ensureTools, type Tool } from './ensure-tools.mjs'
import { redisTool } from './redis-tool.mjs'
import { runStep } from './run-step.mjs'
import { makeTinyCheckout, type TinyCheckout } from './tiny-checkout.ts'

/** Plays apt: knows redis-server once its lists are fetched, and writes packages that are folders. */
const aptGet = `#!/bin/sh
echo "$*" >> "$TRACE"
case " $* " in
  *" valkey-server "*) echo "E: Unable to locate package valkey-server" >&2; exit 100 ;;
  *" update "*) touch "$LISTS" ;;
  *" install "*) [ -e "$LISTS" ] || exit 100; echo "Inst liblzf1 (3.6 Debian:12 [amd64])" ;;
  *" download "*) for name; do case $name in redis-*|lib*) touch "$name.deb" ;; esac; done ;;
esac`
/** Plays dpkg -x FILE FOLDER. */
const dpkg = `#!/bin/sh
mkdir -p "$3/usr/bin" "$3/usr/lib/x86"
case $2 in
  *lib*) touch "$3/usr/lib/x86/liblzf.so.1" ;;
  *redis-server*)
    printf '#!/bin/sh\\necho "Redis server v=7.0.15 lib=$LD_LIBRARY_PATH"\\n' > "$3/usr/bin/redis-server"
    chmod +x "$3/usr/bin/redis-server" ;;
esac`
const { signal } = new AbortController()
const launcher = '.millwright/tools/bin/redis-server'
let checkout: TinyCheckout

beforeEach(() => {
  checkout = makeTinyCheckout()
  checkout.write('bin/apt-get', aptGet)
  checkout.write('bin/dpkg', dpkg)
  vi.stubEnv('PATH', `${checkout.root}/bin:${process.env.PATH}`)
  vi.stubEnv('MILLWRIGHT_SETUP_IGNORE_PATH_TOOLS', '1')
  vi.stubEnv('TRACE', join(checkout.root, 'trace'))
  vi.stubEnv('LISTS', join(checkout.root, 'lists'))
})

afterEach(() => {
  vi.unstubAllEnvs()
  checkout.remove()
})

test('a tool is unpacked with its libraries and runs, moved, by a link, without PATH', async () => {
  checkout.write('lists', '')

  await ensureTools([redisTool], checkout.root, signal)

  renameSync(join(checkout.root, '.millwright'), join(checkout.root, 'moved here'))
  const moved = join(checkout.root, launcher.replace('.millwright', 'moved here'))
  symlinkSync(moved, join(checkout.root, 'link'))
  const step = await runStep([join(checkout.root, 'link')], { timeoutMs: 10_000, signal, env: {} })
  expect(step.output).toMatch(/v=7\.0\.15 lib=.*\/redis\/usr\/lib\/x86$/m)
  expect(trace()).not.toContain('update')
})

test('package lists that are missing are fetched into our own folder, once', async () => {
  await ensureTools([redisTool], checkout.root, signal)

  const updates = trace()
    .split('\n')
    .filter((line) => line.endsWith(' update'))
  expect(updates).toHaveLength(1)
  expect(updates[0]).toContain(`Dir::State::lists=${checkout.root}/.millwright/tools/scratch`)
  expect(existsSync(join(checkout.root, '.millwright/tools/scratch'))).toBe(false)
})

test('a program outside of the folders of programs is found, with fonts of its own', async () => {
  checkout.write('lists', '')
  checkout.write(
    'bin/dpkg',
    `#!/bin/sh
mkdir -p "$3/usr/lib/chromium" "$3/etc/fonts"
case $2 in
  *redis-server*)
    printf '#!/bin/sh\\necho "$0 v=7.0.15 fonts=$FONTCONFIG_PATH"\\n' > "$3/usr/lib/chromium/redis"
    chmod +x "$3/usr/lib/chromium/redis" ;;
esac`,
  )
  const tool: Tool = { ...redisTool, programs: { 'redis-server': 'usr/lib/chromium/redis' } }

  await ensureTools([tool], checkout.root, signal)

  const step = await runStep([join(checkout.root, launcher)], {
    timeoutMs: 10_000,
    signal,
    env: {},
  })
  expect(step.output).toMatch(/usr\/lib\/chromium\/redis v=7\.0\.15 fonts=.*\/redis\/etc\/fonts$/m)
})

test('a tool that is there already costs nothing', async () => {
  await ensureTools([redisTool], checkout.root, signal)
  const callsBefore = trace()

  await ensureTools([redisTool], checkout.root, signal)

  expect(trace()).toBe(callsBefore)
})

test('what a killed set-up left behind is replaced', async () => {
  checkout.write('.millwright/tools/redis.new/usr/bin/redis-server', 'half')
  checkout.write('.millwright/tools/redis/usr/bin/redis-server', 'half')

  await ensureTools([redisTool], checkout.root, signal)

  const step = await runStep([join(checkout.root, launcher), '--version'], {
    timeoutMs: 10_000,
    signal,
  })
  expect(step.ok).toBe(true)
})

test('when nothing helps, the line to type names everything that is missing', async () => {
  checkout.write('bin/apt-get', '#!/bin/sh\necho "E: no network" >&2\nexit 100\n')
  const bubblewrap: Tool = { ...redisTool, name: 'bubblewrap' }

  const ensured = ensureTools([redisTool, bubblewrap], checkout.root, signal)

  await expect(ensured).rejects.toMatchObject({
    code: 'MW_SETUP',
    message: expect.stringContaining('E: no network'),
    fix: expect.stringContaining('apt-get install -y redis-server bubblewrap'),
  })
})

function trace(): string {
  return readFileSync(join(checkout.root, 'trace'), 'utf8')
}
