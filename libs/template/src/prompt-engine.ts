import { Liquid } from 'liquidjs'

/** What a template may use. Everything that could hide where a value came from is missing. */
export const tags: ReadonlySet<string> = new Set([
  'if',
  'unless',
  'case',
  'for',
  'break',
  'continue',
  'render',
  '#',
])
export const filters: ReadonlySet<string> = new Set([
  'default',
  'join',
  'size',
  'first',
  'last',
  'upcase',
  'downcase',
  'strip',
])

/** The longest template, in characters, and the limits of one rendering. */
export const PARSE_CHARS_MAX = 200_000
const RENDER_MS_MAX = 1000
const RENDER_OBJECTS_MAX = 1_000_000

/**
 * A strict Liquid engine that reads partials from memory: an unknown variable, filter, tag or
 * partial is an error. `print` turns each value into text.
 */
export function createEngine(
  partials: Readonly<Record<string, string>>,
  print: (value: unknown) => string,
): Liquid {
  const engine = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    templates: { ...partials },
    outputEscape: print,
    parseLimit: PARSE_CHARS_MAX,
    renderLimit: RENDER_MS_MAX,
    memoryLimit: RENDER_OBJECTS_MAX,
  })
  for (const name of Object.keys(engine.tags)) if (!tags.has(name)) delete engine.tags[name]
  for (const name of Object.keys(engine.filters)) {
    if (!filters.has(name)) engine.unregisterFilter(name)
  }
  return engine
}
