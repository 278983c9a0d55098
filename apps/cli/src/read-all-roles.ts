import { type Config, ConfigError, loadConfig, type Role } from '@millwright/config'

/**
 * The configuration as every process will read it, so that a mistake is told before anything
 * starts. Throws one ConfigError with the problems of all of them.
 */
export function readAllRoles(file: string | undefined): Record<Role, Config> {
  const problems = new Map<string, ConfigError['problems'][number]>()
  const read = (role: Role): Config | null => {
    try {
      return loadConfig({ role, ...(file === undefined ? {} : { file }) })
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      for (const problem of error.problems) problems.set(JSON.stringify(problem), problem)
      return null
    }
  }
  const [cli, lead, worker, status] = [read('cli'), read('lead'), read('worker'), read('status')]
  if (cli === null || lead === null || worker === null || status === null) {
    throw new ConfigError([...problems.values()])
  }
  return { cli, lead, worker, status }
}
