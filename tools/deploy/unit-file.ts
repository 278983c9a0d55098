import { readFileSync } from 'node:fs'

/** The settings of a systemd unit's [Service] section; a key may stand more than once. */
export type Unit = ReadonlyMap<string, readonly string[]>

/** Reads a unit file. Our units use no continued lines, and one is an error. */
export function readUnit(path: string): Unit {
  const settings = new Map<string, string[]>()
  let section = ''
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    if (line.endsWith('\\')) throw new Error(`${path}: a continued line: ${line}`)
    section = /^\[(.+)\]$/.exec(line)?.[1] ?? section
    const [, key, value] = /^(\w+)=(.*)$/.exec(line) ?? []
    if (section !== 'Service' || key === undefined || value === undefined) continue
    settings.set(key, [...(settings.get(key) ?? []), value])
  }
  return settings
}
