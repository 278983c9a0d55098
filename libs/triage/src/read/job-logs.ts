/** A file of an archive, as far as its place among the logs goes. */
export type NamedEntry = { fileName: string; uncompressedSize: number }

/**
 * Sorts the files of a run's archive into one log a job. GitHub puts the whole log of each job into
 * the top folder (`0_build.txt`) and its steps into folders (`build/2_Run npm ci.txt`); where only
 * the steps are there, a job's log is put together from them in the order of their numbers.
 * https://docs.github.com/en/rest/actions/workflow-runs#download-workflow-run-logs
 */
export function jobLogs<T extends NamedEntry>(
  entries: readonly T[],
): { name: string; entries: T[] }[] {
  const logs = entries.filter(({ fileName }) => /\.(?:txt|log)$/i.test(fileName))
  const whole = logs.filter(({ fileName }) => !fileName.includes('/'))
  if (whole.length > 0) {
    return whole.sort(byNumber).map((entry) => ({ name: entry.fileName, entries: [entry] }))
  }
  const jobs = new Map<string, T[]>()
  for (const entry of logs) {
    const slash = entry.fileName.lastIndexOf('/')
    // What the runner notes for itself is no output of the job.
    if (entry.fileName.slice(slash + 1) === 'system.txt') continue
    const job = entry.fileName.slice(0, slash)
    jobs.set(job, [...(jobs.get(job) ?? []), entry])
  }
  return [...jobs].map(([name, steps]) => ({ name, entries: steps.sort(byNumber) }))
}

function byNumber(a: NamedEntry, b: NamedEntry): number {
  const [first, second] = [numberOf(a), numberOf(b)]
  if (first !== second) return first < second ? -1 : 1
  return a.fileName.localeCompare(b.fileName)
}

function numberOf({ fileName }: NamedEntry): number {
  const [, digits] = /^(\d{1,6})_/.exec(fileName.slice(fileName.lastIndexOf('/') + 1)) ?? []
  return digits === undefined ? Number.POSITIVE_INFINITY : Number(digits)
}
