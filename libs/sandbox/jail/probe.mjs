// Runs inside the jail: looks for everything that should not be there and prints what it found.
import { accessSync, constants, readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'

/**
 * @type {{ files: string[], folders: string[], sockets: string[],
 *   ports: { host: string, port: number }[] }}
 */
const sought = JSON.parse(readFileSync(0, 'utf8'))
/** @type {string[]} */
const findings = []
/** A jail holds its first process, this one, and what limits them. */
const PROCESSES_MAX = 5
const SECONDS_TO_CONNECT = 3

for (const path of [...sought.files, '/etc/shadow', '/proc/1/root/etc/shadow']) {
  unlessRefused(() => readFileSync(path), `can read ${path}`)
}
for (const path of [...sought.folders, '/var/lib', '/sys/class', '/run/systemd', '/dev/disk']) {
  unlessRefused(() => readdirSync(path), `can list ${path}`)
}
const machine = [
  '/proc/sys/kernel/core_pattern',
  '/proc/sys/kernel/hostname',
  '/proc/sysrq-trigger',
]
for (const path of ['/', '/usr', '/etc', '/run', '/var', '/dev', ...machine]) {
  unlessRefused(() => accessSync(path, constants.W_OK), `can write ${path}`)
}

const usual = 'PATH HOME USER LOGNAME SHELL LANG TZ TERM CI PWD OLDPWD SHLVL _'.split(' ')
const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
if (processes.length > PROCESSES_MAX) findings.push(`sees ${processes.length} processes`)
const strangers = processes.filter((pid) => {
  const names = textOf(`/proc/${pid}/environ`).split('\0').filter(Boolean)
  return names.some((text) => !usual.includes(text.split('=')[0] ?? ''))
})
if (strangers.length > 0) findings.push(`sees the environment of ${strangers.length} processes`)
const status = textOf('/proc/self/status')
if (!/^CapEff:\s+0+$/m.test(status)) findings.push('has capabilities')
if (!/^NoNewPrivs:\s+1$/m.test(status)) findings.push('can gain privileges')

for (const path of sought.sockets) {
  if (await connects({ path })) findings.push(`can connect to ${path.replace('\0', '@')}`)
}
for (const { host, port } of sought.ports) {
  if (await connects({ host, port })) findings.push(`can connect to ${host}`)
}

process.stdout.write(JSON.stringify({ findings }))

/**
 * @param {() => unknown} action
 * @param {string} finding what it means that the action works
 */
function unlessRefused(action, finding) {
  try {
    action()
  } catch {
    return
  }
  findings.push(finding)
}

/** @param {string} path */
function textOf(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/**
 * @param {{ path: string } | { host: string, port: number }} where
 * @returns {Promise<boolean>}
 */
function connects(where) {
  return new Promise((resolve) => {
    const socket = connect(where)
    const end = (/** @type {boolean} */ answer) => {
      resolve(answer)
      socket.destroy()
    }
    socket.setTimeout(SECONDS_TO_CONNECT * 1000, () => end(false))
    socket.once('connect', () => end(true))
    socket.on('error', () => end(false))
  })
}
