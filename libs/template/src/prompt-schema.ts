import { z } from 'zod'
import { FrontMatter, Input } from './front-matter.ts'
import { knownInputs } from './known-inputs.ts'

/** JSON Schema of the front matter, from which editors complete and explain. */
export function promptSchema(): object {
  const schema = z.toJSONSchema(FrontMatter, { target: 'draft-7', io: 'input' })
  const input = z.toJSONSchema(Input, { target: 'draft-7', io: 'input' })
  delete input.$schema
  const properties = Object.entries(knownInputs).map(([name, { doc, trust }]) => {
    return [name, { ...input, description: `${doc} (${trust})` }]
  })
  const inputs = {
    type: 'object',
    description: 'Every value that the text prints.',
    properties: Object.fromEntries(properties),
    additionalProperties: false,
  }
  return {
    ...schema,
    title: 'Front matter of a Millwright prompt',
    properties: { ...schema.properties, inputs },
  }
}
