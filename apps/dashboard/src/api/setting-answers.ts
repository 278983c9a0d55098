export interface Settings {
  readonly settings: readonly {
    readonly path: string
    readonly value: string
    readonly origin: string
  }[]
  readonly warnings: readonly string[]
}
