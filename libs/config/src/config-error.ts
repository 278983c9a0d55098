/** One thing that is wrong with the configuration. */
export interface ConfigProblem {
  /** Dotted path of the setting, or empty for the file as a whole. */
  readonly path: string
  /** What is wrong and what to do; holds no secret. */
  readonly message: string
  /** `file:line:column` or the name of a variable, where it is known. */
  readonly where?: string
}

/** Thrown by `loadConfig` with every problem at once, so that nobody has to fix them one by one. */
export class ConfigError extends Error {
  readonly code = 'MW_CONFIG'
  readonly problems: readonly ConfigProblem[]

  constructor(problems: readonly ConfigProblem[]) {
    super(['the configuration cannot be used:', ...problems.map(describe)].join('\n  '))
    this.name = 'ConfigError'
    this.problems = problems
  }
}

function describe({ path, message, where }: ConfigProblem): string {
  return [where, path, message].filter((part) => part !== undefined && part !== '').join(': ')
}
