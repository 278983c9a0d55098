/** What the first bytes of a connection say of the server that is meant. */
export type ServerName =
  | { kind: 'name'; name: string }
  /** A greeting of TLS that names nobody. */
  | { kind: 'none' }
  | { kind: 'not-tls' }
  /** The greeting is not complete yet. */
  | { kind: 'more' }

/** TLS record and handshake, and the extension that names the server (RFC 8446, RFC 6066). */
const HANDSHAKE_RECORD = 22
const CLIENT_HELLO = 1
const SERVER_NAME = 0
const HOST_NAME = 0
const RECORD_HEADER = 5
/** Handshake header, version and random number. */
const BEFORE_SESSION = 4 + 2 + 32

/** Reads the name in a ClientHello. One that is spread over several records counts as nameless. */
export function serverNameIn(bytes: Buffer): ServerName {
  if (bytes.length > 0 && bytes[0] !== HANDSHAKE_RECORD) return { kind: 'not-tls' }
  if (bytes.length < RECORD_HEADER) return { kind: 'more' }
  const length = bytes.readUInt16BE(3)
  if (bytes.length < RECORD_HEADER + length) return { kind: 'more' }
  const hello = bytes.subarray(RECORD_HEADER, RECORD_HEADER + length)
  try {
    return nameInHello(hello)
  } catch (error) {
    // Lengths that lead out of the greeting: whatever this is, it names nobody.
    if (error instanceof RangeError) return { kind: 'none' }
    throw error
  }
}

function nameInHello(hello: Buffer): ServerName {
  if (hello.readUInt8(0) !== CLIENT_HELLO) return { kind: 'none' }
  let at = BEFORE_SESSION
  at += 1 + hello.readUInt8(at)
  at += 2 + hello.readUInt16BE(at)
  at += 1 + hello.readUInt8(at)
  const end = at + 2 + hello.readUInt16BE(at)
  for (at += 2; at < end; at += 4 + hello.readUInt16BE(at + 2)) {
    if (hello.readUInt16BE(at) !== SERVER_NAME) continue
    if (hello.readUInt8(at + 6) !== HOST_NAME) return { kind: 'none' }
    const length = hello.readUInt16BE(at + 7)
    const name = hello.subarray(at + 9, at + 9 + length)
    return name.length < length ? { kind: 'none' } : { kind: 'name', name: name.toString('latin1') }
  }
  return { kind: 'none' }
}
