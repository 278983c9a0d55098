/**
 * Sends a signal to every process of a group. Says false when no process of the group is left
 * that we may signal; never throws for it, because a process may end at any moment.
 */
export function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(-pid, signal)
    return true
  } catch {
    // ESRCH: all ended. EPERM: the number now belongs to somebody else's processes.
    return false
  }
}
