import { open, readFile } from 'node:fs/promises'

const REGION_BYTES_MAX = 500_000_000
const CHUNK_BYTES = 8_000_000
const OVERLAP_BYTES = 1_000

/**
 * Which of the texts stand anywhere in the memory that a process can write, or in its environment.
 * Throws where the kernel lets nobody look: a child of ours may be looked into (ptrace(2)).
 */
export async function foundInMemory(pid: number, texts: readonly string[]): Promise<string[]> {
  const found = new Set<string>()
  await readMemory(pid, (bytes) => {
    for (const text of texts) if (bytes.includes(text)) found.add(text)
  })
  return texts.filter((text) => found.has(text))
}

/** Everything there that a global expression matches, once each. */
export async function matchesInMemory(pid: number, expression: RegExp): Promise<string[]> {
  const found = new Set<string>()
  await readMemory(pid, (bytes) => {
    for (const match of bytes.toString('latin1').match(expression) ?? []) found.add(match)
  })
  return [...found]
}

async function readMemory(pid: number, look: (bytes: Buffer) => void): Promise<void> {
  const memory = await open(`/proc/${pid}/mem`, 'r')
  try {
    const buffer = Buffer.alloc(CHUNK_BYTES)
    for (const { start, end } of await writableRegions(pid)) {
      for (let at = start; at < end; at += CHUNK_BYTES - OVERLAP_BYTES) {
        const length = Math.min(CHUNK_BYTES, end - at)
        // A region may be gone by now; what was in it is then in no memory any more.
        const read = await memory.read(buffer, 0, length, at).catch(() => null)
        if (read !== null) look(buffer.subarray(0, read.bytesRead))
      }
    }
  } finally {
    await memory.close()
  }
  look(await readFile(`/proc/${pid}/environ`))
}

/** Regions that hold something: most of what a JavaScript engine reserves is never touched. */
async function writableRegions(pid: number): Promise<{ start: number; end: number }[]> {
  const text = await readFile(`/proc/${pid}/smaps`, 'utf8')
  const regions = text.matchAll(/^([0-9a-f]+)-([0-9a-f]+) rw.*\n(?:\w.*\n)*?Rss: +(\d+) kB/gm)
  return [...regions].flatMap(([, start = '', end = '', rss]) => {
    const region = { start: Number.parseInt(start, 16), end: Number.parseInt(end, 16) }
    const isHeld = rss !== '0' && region.end - region.start < REGION_BYTES_MAX
    return isHeld ? [region] : []
  })
}
