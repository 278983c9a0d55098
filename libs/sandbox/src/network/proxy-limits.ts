/** What all connections through one proxy may use up. */
export type ProxyLimits = {
  /** Connections from the jail at once, whatever they ask for; more are closed unheard. */
  clients: number
  /** Connections to hosts at once. */
  atOnce: number
  /** Connections, and requests without encryption, in all. */
  connections: number
  /** Bytes in both directions, in all. */
  bytes: number
  /** Milliseconds to connect in. */
  connectMs: number
  /** Milliseconds without a byte. */
  idleMs: number
  /** Milliseconds that one connection may last. */
  lifeMs: number
}

export const defaultProxyLimits: ProxyLimits = {
  clients: 256,
  atOnce: 64,
  connections: 10_000,
  bytes: 4_000_000_000,
  connectMs: 10_000,
  idleMs: 60_000,
  lifeMs: 15 * 60_000,
}
