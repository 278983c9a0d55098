/**
 * What a story may use before and while it plays: named signals, and what no jail may get at.
 */
export interface Stage {
  /** Everything of the performance is kept below it, also the service's secrets. */
  dir: string
  /** A listener on loopback that nothing in a jail may ever reach. */
  sinkPort: number
  /** Resolves once somebody has raised the signal. */
  signal(name: string): Promise<void>
  raise(name: string): void
}

/** Makes the signals of one performance. */
export function createStage(dir: string, sinkPort: number): Stage {
  const signals = new Map<string, { raised: Promise<void>; raise: () => void }>()
  const named = (name: string) => {
    const known = signals.get(name)
    if (known) return known
    let raise = () => {}
    const raised = new Promise<void>((resolve) => {
      raise = resolve
    })
    const made = { raised, raise }
    signals.set(name, made)
    return made
  }
  return {
    dir,
    sinkPort,
    signal: (name) => named(name).raised,
    raise: (name) => named(name).raise(),
  }
}
