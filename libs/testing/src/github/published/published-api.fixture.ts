import { readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'
import { z } from 'zod'

const Slice = z.object({
  operations: z.record(z.string(), z.record(z.string(), z.unknown())),
  events: z.record(z.string(), z.unknown()),
  schemas: z.record(z.string(), z.unknown()),
})

/** GitHub gives these for every route, whether they are published with it or not. */
const everywhere = ['401', '403', '404', '422']
const BASIC_ERROR = { $ref: 'github#/schemas/basic-error' }
const PROBLEMS_MAX = 20

export interface PublishedApi {
  /** What is wrong with an answer to `GET /repos/:owner/:repo`; empty when nothing is. */
  problemsOfAnswer(route: string, status: number, body: unknown): string[]
  /** What is wrong with the payload of an event as `push` or `workflow_run completed`. */
  problemsOfEvent(event: string, payload: unknown): string[]
  /** Every event the slice has. */
  readonly events: readonly string[]
}

/**
 * What GitHub's own OpenAPI document says of the routes that the stand-in serves and the events it
 * sends; `npx tsx tools/cut-openapi.ts` cuts it anew.
 */
export function readPublishedApi(): PublishedApi {
  const file = new URL('../../../fixtures/github-openapi.json', import.meta.url)
  const { operations, events, schemas } = Slice.parse(JSON.parse(readFileSync(file, 'utf8')))
  const ajv = createAjv(schemas)
  const compiled = new Map<string, ValidateFunction>()
  const check = (name: string, schema: unknown, value: unknown): string[] => {
    const validate = compiled.get(name) ?? ajv.compile(absolute(schema))
    compiled.set(name, validate)
    if (validate(value)) return []
    return (validate.errors ?? [])
      .slice(0, PROBLEMS_MAX)
      .map((error) => `${name}: ${error.instancePath} ${error.message}`)
  }
  return {
    events: Object.keys(events),
    problemsOfAnswer: (route, status, body) => {
      const operation = operations[anonymous(route)]
      if (operation === undefined) return [`${route} is not in the slice`]
      if (status === 304) return body === null ? [] : [`${route} 304 has a body`]
      const code = String(status)
      const isGeneral = !(code in operation) && everywhere.includes(code)
      const schema = isGeneral ? BASIC_ERROR : operation[code]
      if (schema === undefined) return [`${route} gives no ${status}`]
      if (schema !== null) return check(`${route} ${status}`, schema, body)
      return body === null ? [] : [`${route} ${status} has a body`]
    },
    problemsOfEvent: (event, payload) => {
      const schema = events[event]
      return schema === undefined ? [`${event} is not in the slice`] : check(event, schema, payload)
    },
  }
}

function createAjv(schemas: object): Ajv {
  // The formats are GitHub's own words; those that a reader of ours relies on are checked.
  const ajv = new Ajv({ strict: false, allErrors: true })
  ajv.addFormat('date-time', (text) => /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text))
  ajv.addFormat('uri', (text) => URL.canParse(text))
  for (const name of ['email', 'int64', 'repo.nwo', 'timestamp', 'uri-template']) {
    ajv.addFormat(name, true)
  }
  ajv.addSchema(JSON.parse(JSON.stringify({ $id: 'github', schemas })))
  return ajv
}

/** The schema with its references leading into the slice from wherever it is compiled. */
function absolute(schema: unknown): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/schemas/', '"github#/schemas/'))
}

function anonymous(route: string): string {
  return route.replace(/[:*]\w+/g, '{}')
}
