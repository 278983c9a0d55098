const RealDate = Date

/** Sets this process' clock forward or back; `restore` gives the real one back. */
export interface ShiftedClock {
  by(ms: number): void
  restore(): void
}

/** Timers and Redis keep the real time, as they do when a machine's clock is set. */
export function shiftClock(): ShiftedClock {
  let offsetMs = 0
  const now = () => RealDate.now() + offsetMs
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: [] | [number], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  })
  return {
    by: (ms) => {
      offsetMs += ms
    },
    restore: () => {
      globalThis.Date = RealDate
    },
  }
}
