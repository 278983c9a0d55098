import { arch, endianness } from 'node:os'

/**
 * What a jailed process gains nothing honest from, while namespaces do not contain it:
 * keyrings (a worker's session keyring would be inherited), BPF, performance counters, fault
 * handling in user space and io_uring have held most of the kernel's recent holes.
 */
const refused = {
  x64: {
    add_key: 248,
    request_key: 249,
    keyctl: 250,
    perf_event_open: 298,
    bpf: 321,
    userfaultfd: 323,
    io_uring_setup: 425,
    io_uring_enter: 426,
    io_uring_register: 427,
  },
  arm64: {
    add_key: 217,
    request_key: 218,
    keyctl: 219,
    perf_event_open: 241,
    bpf: 280,
    userfaultfd: 282,
    io_uring_setup: 425,
    io_uring_enter: 426,
    io_uring_register: 427,
  },
} as const

/**
 * Memory that belongs to no process and to no file system with a size. Where no control group holds
 * memory nobody could count it, so programs get what they fall back to: files in /dev/shm.
 */
const uncounted = {
  x64: { memfd_create: 319, memfd_secret: 447 },
  arm64: { memfd_create: 279, memfd_secret: 447 },
} as const
/** The largest segment of System V, in bytes, that can be had there; a jail may have 4,096 of them. */
const SEGMENT_BYTES_MAX = 65_536

/** AUDIT_ARCH_* of linux/audit.h, and the numbers of socket(2) and shmget(2). */
const machines = {
  x64: { audit: 0xc000003e, socket: 41, shmget: 29, foreignFrom: 0x40000000 },
  arm64: { audit: 0xc00000b7, socket: 198, shmget: 194, foreignFrom: null },
} as const

/** AF_UNIX, AF_INET, AF_INET6, AF_NETLINK. AF_VSOCK, for one, ignores network namespaces. */
const socketFamilies = [1, 2, 10, 16]

const ENOMEM = 12
const ENOSYS = 38
const EAFNOSUPPORT = 97

/** Instructions and data offsets of linux/bpf_common.h and linux/seccomp.h. */
const LOAD = 0x20
const IF_EQUAL = 0x15
const IF_AT_LEAST = 0x35
const RETURN = 0x06
const NUMBER_AT = 0
const MACHINE_AT = 4
const FIRST_ARGUMENT_AT = 16
const SECOND_ARGUMENT_AT = 24
const SECOND_ARGUMENT_HIGH_AT = 28
const ALLOW = 0x7fff0000
const FAIL_WITH = 0x00050000

/**
 * A seccomp program, as `bwrap --seccomp` reads it, that refuses the calls above, sockets of other
 * families, and every call in the numbering of another machine; and where memory is not held by a
 * control group, memory that nobody could count. Null where we know no numbers.
 */
export function seccompFilter({ isMemoryHeld }: { isMemoryHeld: boolean }): Buffer | null {
  const machine = arch()
  if ((machine !== 'x64' && machine !== 'arm64') || endianness() !== 'LE') return null
  const { audit, socket, shmget, foreignFrom } = machines[machine]
  const numbers = { ...refused[machine], ...(isMemoryHeld ? {} : uncounted[machine]) }
  const refuseAll = Object.values(numbers).flatMap((number) => [
    instruction(IF_EQUAL, number, 0, 1),
    instruction(RETURN, FAIL_WITH | ENOSYS),
  ])
  return Buffer.concat([
    instruction(LOAD, MACHINE_AT),
    instruction(IF_EQUAL, audit, 1, 0),
    instruction(RETURN, FAIL_WITH | ENOSYS),
    instruction(LOAD, NUMBER_AT),
    ...(foreignFrom === null
      ? []
      : [instruction(IF_AT_LEAST, foreignFrom, 0, 1), instruction(RETURN, FAIL_WITH | ENOSYS)]),
    ...refuseAll,
    ...(isMemoryHeld ? [] : smallSegments(shmget)),
    instruction(IF_EQUAL, socket, 1, 0),
    instruction(RETURN, ALLOW),
    instruction(LOAD, FIRST_ARGUMENT_AT),
    ...socketFamilies.flatMap((family) => [
      instruction(IF_EQUAL, family, 0, 1),
      instruction(RETURN, ALLOW),
    ]),
    instruction(RETURN, FAIL_WITH | EAFNOSUPPORT),
  ])
}

/** Refuses segments of shared memory over their limit, whose size is the second argument. */
function smallSegments(shmget: number): Buffer[] {
  return [
    instruction(IF_EQUAL, shmget, 0, 6),
    instruction(LOAD, SECOND_ARGUMENT_HIGH_AT),
    instruction(IF_EQUAL, 0, 0, 2),
    instruction(LOAD, SECOND_ARGUMENT_AT),
    instruction(IF_AT_LEAST, SEGMENT_BYTES_MAX + 1, 0, 1),
    instruction(RETURN, FAIL_WITH | ENOMEM),
    instruction(RETURN, ALLOW),
  ]
}

/** One `struct sock_filter`; the jumps skip so many instructions when the test is true or false. */
function instruction(code: number, value: number, ifTrue = 0, ifFalse = 0): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeUInt16LE(code, 0)
  bytes.writeUInt8(ifTrue, 2)
  bytes.writeUInt8(ifFalse, 3)
  bytes.writeUInt32LE(value, 4)
  return bytes
}
