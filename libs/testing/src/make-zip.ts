import { crc32, deflateRawSync } from 'node:zlib'

/** One file of an archive; `declares` lies about its size. */
export interface ZippedFile {
  readonly name: string
  readonly text: string | Buffer
  readonly declares?: number
}

const DEFLATED = 8
const VERSION = 20
const UTF8_NAMES = 0x0800

/** A zip archive as GitHub makes it for a run's logs: PKWARE's APPNOTE 6.3.10, without zip64. */
export function makeZip(files: readonly ZippedFile[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const file of files) {
    const data = Buffer.from(file.text)
    const packed = deflateRawSync(data)
    const name = Buffer.from(file.name)
    const sizes = Buffer.alloc(12)
    sizes.writeUInt32LE(crc32(data), 0)
    sizes.writeUInt32LE(packed.length, 4)
    sizes.writeUInt32LE(file.declares ?? data.length, 8)
    // Version, flags, method, time and date; the same words stand in both headers.
    const words = u16(VERSION, UTF8_NAMES, DEFLATED, 0, 0)
    const local = [u32(0x04034b50), words, sizes, u16(name.length, 0), name, packed]
    const attributes = [u16(name.length, 0, 0, 0, 0), u32(0), u32(offset), name]
    directory.push(u32(0x02014b50), u16(VERSION), words, sizes, ...attributes)
    parts.push(...local)
    offset += Buffer.concat(local).length
  }
  const central = Buffer.concat(directory)
  const count = files.length
  const end = [u32(0x06054b50), u16(0, 0, count, count), u32(central.length), u32(offset), u16(0)]
  return Buffer.concat([...parts, central, ...end])
}

function u16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2)
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, index * 2)
  return bytes
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value, 0)
  return bytes
}
