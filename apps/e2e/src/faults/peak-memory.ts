import { readFile, writeFile } from 'node:fs/promises'

/** Lets the kernel measure a process' largest memory anew, from now on. */
export async function forgetPeak(pid: number): Promise<void> {
  await writeFile(`/proc/${pid}/clear_refs`, '5')
}

/** The largest memory in bytes that a process has held since; a short peak counts as well. */
export async function peakBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]
  if (kilobytes === undefined) throw new Error(`the kernel tells no peak of process ${pid}`)
  return Number(kilobytes) * 1024
}
