export type RunOptions = {
  /** Exactly the child's environment; nothing of our own is inherited. */
  env: Readonly<Record<string, string>>
  /** Wall clock. */
  timeoutMs: number
  /** Each of `stdout`, `stderr` and `output` keeps this many bytes: the first and the last half. */
  outputBytesMax: number
  cwd?: string | undefined
  signal?: AbortSignal | undefined
  /** Given to the child and closed; without it the child reads an empty file. */
  stdin?: string | Buffer | undefined
  /** Readable by the child as descriptors 3, 4 and so on. */
  extraInput?: readonly Buffer[] | undefined
  /** Gets what the child writes to the descriptor after those. */
  onExtraOutput?: ((chunk: Buffer) => void) | undefined
  /** Output goes through pipes that the child can open again as /dev/stdout and /dev/stderr (Linux). */
  reopenable?: boolean | undefined
  /** The child is killed when it has printed more than this. Default 1 GiB. */
  printedBytesMax?: number | undefined
  /** Default 2 seconds. */
  killGraceMs?: number | undefined
  onOutput?: ((chunk: Buffer, stream: 'stdout' | 'stderr') => void) | undefined
  /** Asks the tree to end, instead of SIGTERM to its group; SIGKILL still follows the grace. */
  stop?: ((pid: number) => void) | undefined
}

export type ExecResult = {
  /** Null when a signal ended the program, or when it was never started. */
  exitCode: number | null
  signal: string | null
  stdout: string
  stderr: string
  /** Both streams in the order in which they arrived. */
  output: string
  durationMs: number
  timedOut: boolean
  cancelled: boolean
  /** Some output was dropped; a note stands in its place. */
  truncated: boolean
  /** Null when the signal had already fired and nothing was started. */
  pid: number | null
}
