import { isObject, type Json, type JsonObject, namesIn, toJsonSchema } from './to-json-schema.ts'

export interface Slice {
  readonly source: string
  /** `GET /repos/{}/{}` → status → schema; null for an answer without a body of JSON. */
  readonly operations: Readonly<Record<string, Readonly<Record<string, Json>>>>
  /** `workflow_run completed` → schema. */
  readonly events: Readonly<Record<string, Json>>
  readonly schemas: JsonObject
}

/** `GET /repos/:owner/:repo` or `GET /repos/{owner}/{repo}`: the parameters' names do not count. */
function anonymous(operation: string): string {
  return operation.replace(/\{[^}]*\}|[:*]\w+/g, '{}')
}

/** What the document says of these operations and events, and all schemas behind it. */
export function cutSlice(
  api: JsonObject,
  source: string,
  { routes, events }: { routes: readonly string[]; events: readonly string[] },
): Slice {
  const published = operationsOf(api)
  const operations: Slice['operations'] = Object.fromEntries(
    routes.map((route) => {
      const operation = published.get(anonymous(route))
      if (operation === undefined) throw new Error(`GitHub publishes no ${route}`)
      return [anonymous(route), answersOf(api, operation)]
    }),
  )
  const payloads = Object.fromEntries(events.map((event) => [event, payloadOf(api, event)]))
  const schemas = schemasBehind(api, [...Object.values(operations), payloads])
  return { source, operations, events: payloads, schemas }
}

function operationsOf(api: JsonObject): Map<string, Json> {
  const found = new Map<string, Json>()
  for (const [path, methods] of Object.entries(at(api, 'paths'))) {
    if (!isObject(methods)) continue
    for (const [method, operation] of Object.entries(methods)) {
      found.set(anonymous(`${method.toUpperCase()} ${path}`), operation)
    }
  }
  return found
}

function answersOf(api: JsonObject, operation: Json): Record<string, Json> {
  const answers = Object.entries(at(operation, 'responses')).map(([status, answer]) => {
    const meant = resolve(api, answer)
    const content = isObject(meant.content) ? meant.content['application/json'] : undefined
    return [status, content === undefined ? null : toJsonSchema(at(content, 'schema'))] as const
  })
  return Object.fromEntries(answers)
}

function payloadOf(api: JsonObject, event: string): Json {
  const name = event.replace(/[ _]/g, '-')
  const post = at(at(at(api, 'x-webhooks'), name), 'post')
  return toJsonSchema(at(at(at(at(post, 'requestBody'), 'content'), 'application/json'), 'schema'))
}

function schemasBehind(api: JsonObject, roots: readonly Json[]): JsonObject {
  const all = at(at(api, 'components'), 'schemas')
  const taken = new Map<string, Json>()
  const waiting = roots.flatMap(namesIn)
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (taken.has(name)) continue
    const schema = toJsonSchema(at(all, name))
    taken.set(name, schema)
    waiting.push(...namesIn(schema))
  }
  return Object.fromEntries([...taken].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function resolve(api: JsonObject, value: Json): JsonObject {
  if (isObject(value) && typeof value.$ref === 'string') {
    return value.$ref.slice(2).split('/').reduce(at, api)
  }
  if (!isObject(value)) throw new Error('the document holds something else than an answer')
  return value
}

function at(value: Json, name: string): JsonObject {
  const found = isObject(value) ? value[name] : undefined
  if (!isObject(found)) throw new Error(`the document has no ${name} where one was looked for`)
  return found
}
