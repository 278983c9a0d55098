/** Puts something around one of the parts that a process works with. */
export type Wrap = <T extends object>(name: string, part: T) => T

/**
 * Calls `before` with the name of each verb (a call of a function of the part, or of what
 * lies in it) right before it is done, and `after` once it is done; what they throw is what the caller gets.
 */
export function eachVerb(
  before: (verb: string) => void,
  after: (verb: string) => void = () => undefined,
): Wrap {
  const wrap: Wrap = (name, part) =>
    new Proxy(part, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key)
        const verb = `${name}.${String(key)}`
        if (typeof value === 'object' && value !== null) return wrap(verb, value)
        if (typeof value !== 'function') return value
        return (...args: unknown[]) => {
          before(verb)
          const given: unknown = value.apply(target, args)
          if (!(given instanceof Promise)) return given
          return given.then((result: unknown) => {
            after(verb)
            return result
          })
        }
      },
    })
  return wrap
}
