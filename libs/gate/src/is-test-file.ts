import { pathClass } from '@millwright/protocol'

/** True for what validation restores as a test, and for names that other languages give tests. */
export function isTestFile(path: string): boolean {
  if (isSnapshotFile(path) || pathClass(path) === 'test') return true
  const name = path.slice(path.lastIndexOf('/') + 1)
  return (
    /(Test|Tests|TestCase|IT|Spec)\.(java|kt|scala|groovy|cs|fs|php|swift)$/.test(name) ||
    /^(tests?|specs?)\.[a-z]+$|[._-](cy|e2e|bench)\.[a-z]+$|\.bats$/i.test(name) ||
    /(^|\/)[A-Za-z0-9_]+\.(Unit|Integration)?Tests?\//.test(path)
  )
}

/** Recorded output that a test compares with. */
export function isSnapshotFile(path: string): boolean {
  return pathClass(path) === 'snapshot' || /\.(snap|ambr|approved\.[a-z]+)$/i.test(path)
}
