import type { Config, Role } from '@millwright/config'

/** What a check found. */
export type Finding = { ok: true; detail: string } | { ok: false; detail: string; fix: string }

/** One thing that must be right for the service to work. */
export interface Check {
  readonly name: string
  run(machine: Machine): Promise<Finding>
}

/** What the checks look at. */
export interface Machine {
  /** As each process reads it; null when it cannot be used, which a check of its own says. */
  readonly configs: Record<Role, Config> | null
  /** Why there is no configuration. */
  readonly configProblem: string
}

/** Makes a check of something that only a configured machine has. */
export function configured(
  name: string,
  run: (configs: Record<Role, Config>) => Promise<Finding>,
): Check {
  return {
    name,
    run: async ({ configs }) =>
      configs === null
        ? { ok: false, detail: 'not looked at', fix: 'first make the configuration right' }
        : run(configs),
  }
}
