import { pathClass } from '@millwright/protocol'

/** True for tests and for the recorded output they compare with. */
export function isTestFile(path: string): boolean {
  const kind = pathClass(path)
  return kind === 'test' || kind === 'snapshot'
}
