/** How long each part of the set-up may take, in milliseconds, before it is stopped and named. */
export const limitsMs = {
  /** Starting a tool to ask for its version, or an empty jail. */
  probe: 15_000,
  /** Waiting for another set-up, or another test run, in this folder. */
  turn: 30 * 60_000,
  npmCi: 15 * 60_000,
  aptUpdate: 5 * 60_000,
  aptPlan: 60_000,
  aptDownload: 5 * 60_000,
  unpack: 2 * 60_000,
  build: 5 * 60_000,
  /** Between SIGTERM and SIGKILL for a part that is being stopped. */
  killGrace: 5_000,
  /** Between two lines that say a long part is still running. */
  stillRunning: 15_000,
}

/** How much of a failing command's output is kept and shown, in bytes. */
export const outputBytesMax = 16_000
