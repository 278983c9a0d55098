import type { ExecResult } from '@millwright/exec'
import type { Logger } from '@millwright/logger'
import type { JailLimits, LimitsHeld } from './jail-limits.ts'

export type JailWorkspace = {
  /** Absolute path of the tree that commands work in. */
  dir: string
  /** Its git directory; without one, a `.git` in the tree is what git finds there. */
  gitDir?: string | undefined
  /** The object store that the git directory borrows from. */
  mirrorObjects?: string | undefined
  /**
   * Bytes that were free under `dir` before any command ran there, which the disk limit counts
   * from; given where several jails share a tree. Default: what is free when the jail is made.
   */
  diskFreeBytes?: number | null | undefined
}

/** A folder `from` outside at the absolute path `to` inside. */
export type JailMount = { from: string; to: string; writable: boolean }

export type JailOptions = {
  workspace: JailWorkspace
  /** Default false: the tree is writable, all else is not. */
  readOnly?: boolean | undefined
  /** Absolute paths outside the system that commands may read, at the same place inside. */
  readOnlyPaths: readonly string[]
  /** Folders that commands find elsewhere than where they are. */
  mounts?: readonly JailMount[] | undefined
  /** The socket of `openProxy`: the hosts that it allows can be reached. Without it there is no network. */
  proxySocket?: string | undefined
  /** `none` isolates nothing; it is for those who asked for exactly that. */
  mode: 'bwrap' | 'none'
  /** Path of bubblewrap 0.8 or newer; needed in mode `bwrap`. */
  bwrap?: string | undefined
  limits?: JailLimits | undefined
  logger?: Logger | undefined
}

export type JailCommand = {
  /** A string is a script for `sh -c`; an array is a program and its arguments. */
  command: string | readonly string[]
  /** Wall clock; then every process in the jail is killed. */
  timeoutMs: number
  signal?: AbortSignal | undefined
  stdin?: string | Buffer | undefined
  /** How much of each stream is kept. Default 1 MB. */
  outputBytesMax?: number | undefined
  /** Added to the jail's few variables. */
  env?: Readonly<Record<string, string>> | undefined
  onOutput?: ((chunk: Buffer, stream: 'stdout' | 'stderr') => void) | undefined
}

export type Jail = {
  mode: 'bwrap' | 'none'
  /** Where commands see the workspace. */
  dir: string
  /** What each limit is held by here. */
  limits: LimitsHeld
  /**
   * Runs one command. When the promise settles, no process of the command is left (in mode `none`:
   * none that stayed in its process group or control group).
   * Exit code null: it was killed, at its deadline, by the signal or for printing without end.
   * @throws SandboxError when the jail could not be started, so that the command never ran.
   */
  run(command: JailCommand): Promise<ExecResult>
}
