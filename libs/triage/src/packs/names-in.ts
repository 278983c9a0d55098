import { RE2JS } from 're2js'

/** The names of a valid pattern's groups. */
export function groupsOf(pattern: string): string[] {
  return Object.keys(RE2JS.compile(pattern).namedGroups())
}

/** The names that a template has values put in for. */
export function namesIn(template: string): string[] {
  return [...template.matchAll(/\{\{ ([a-z_]{1,40}) \}\}/g)].flatMap((match) => match[1] ?? [])
}
