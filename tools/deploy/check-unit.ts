import type { Finding } from './finding.ts'
import type { Unit } from './unit-file.ts'

/** What every unit of ours has; an empty value is a value. */
const everywhere: Readonly<Record<string, RegExp>> = {
  Restart: /^always$/,
  DynamicUser: /^yes$/,
  UMask: /^0077$/,
  NoNewPrivileges: /^yes$/,
  CapabilityBoundingSet: /^$/,
  AmbientCapabilities: /^$/,
  ProtectSystem: /^strict$/,
  ProtectHome: /^yes$/,
  PrivateTmp: /^yes$/,
  ProtectKernelModules: /^yes$/,
  ProtectKernelLogs: /^yes$/,
  RestrictSUIDSGID: /^yes$/,
  LockPersonality: /^yes$/,
  SystemCallArchitectures: /^native$/,
  MemoryMax: /^\d+[MG]$/,
  TasksMax: /^\d+$/,
  TimeoutStopSec: /^\d+$/,
}

/** What units have besides, unless they make jails. */
const withoutJail: Readonly<Record<string, RegExp>> = {
  PrivateDevices: /^yes$/,
  PrivateUsers: /^yes$/,
  ProtectControlGroups: /^yes$/,
  ProtectKernelTunables: /^yes$/,
  ProtectProc: /^invisible$/,
  RestrictAddressFamilies: /^AF_INET AF_INET6 AF_UNIX$/,
  RestrictNamespaces: /^yes$/,
  SystemCallFilter: /^@system-service$/,
}

/** Settings under which the program cannot work. */
const never = ['MemoryDenyWriteExecute']

/** Rules of our own for the systemd unit `name`; a worker's unit leaves bubblewrap what it needs. */
export function checkUnit(name: string, unit: Unit): Finding[] {
  const makesJails = name.includes('worker')
  const wanted = makesJails ? everywhere : { ...everywhere, ...withoutJail }
  const missing = Object.entries(wanted)
    .filter(([key, value]) => !value.test(unit.get(key)?.[0] ?? '\0'))
    .map(([key, value]) => ({ rule: key, at: name, why: `${key} must match ${value}` }))
  const harmful = [...never, ...(makesJails ? Object.keys(withoutJail) : [])]
    .filter((key) => unit.has(key))
    .map((key) => ({ rule: key, at: name, why: `it does not start with ${key}` }))
  return [...missing, ...harmful, ...checkSecrets(name, unit)]
}

/** A secret comes as a credential that only this unit sees, and is named by a variable. */
function checkSecrets(name: string, unit: Unit): Finding[] {
  const loaded = (unit.get('LoadCredential') ?? []).map((each) => each.split(':')[0] ?? '')
  const uses = [...(unit.get('Environment') ?? []), ...(unit.get('ExecStart') ?? [])]
  const used = uses.flatMap((each) => [...each.matchAll(/%d\/(\w+)/g)].map(([, id = '']) => id))
  const inline = (unit.get('Environment') ?? []).filter((each) =>
    /(TOKEN|SECRET|PASSWORD|KEY|REDIS_URL)=/.test(each),
  )
  return [
    ...used
      .filter((id) => !loaded.includes(id))
      .map((id) => ({ rule: 'LoadCredential', at: name, why: `${id} is used but not loaded` })),
    ...loaded
      .filter((id) => !used.includes(id))
      .map((id) => ({ rule: 'LoadCredential', at: name, why: `${id} is loaded but not used` })),
    ...inline.map((each) => ({ rule: 'Environment', at: name, why: `${each} holds a secret` })),
  ]
}
