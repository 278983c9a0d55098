import type { Category, Task } from '@millwright/protocol'

const aboutParts: ReadonlySet<Category> = new Set([
  'missing-dependency',
  'dependency-resolution',
  'lockfile-drift',
  'config-error',
])

/** In these failures a part that is missing, or cannot be installed, is the failure itself. */
export function isAboutParts({ inputs }: Task): boolean {
  return aboutParts.has(inputs.diagnosis.category)
}
