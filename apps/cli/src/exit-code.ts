/** What the command's exit code says; scripts rely on these numbers. */
export const exitCode = {
  ok: 0,
  error: 1,
  usage: 2,
  checkFailed: 3,
  notFound: 4,
  conflict: 5,
} as const
