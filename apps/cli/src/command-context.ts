import { type Config, loadConfig, type Role } from '@millwright/config'
import type { Command } from 'commander'

/** The value of the global `--config`, from wherever on the line it stood. */
export function configFile(command: Command): string | undefined {
  const { config } = command.optsWithGlobals<{ config?: string }>()
  return config
}

/** The configuration as the command line, or another role, sees it. */
export function configOf(command: Command, role: Role = 'cli'): Config {
  const file = configFile(command)
  return loadConfig({ role, ...(file === undefined ? {} : { file }) })
}
