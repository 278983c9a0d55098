// Writes prompts/prompt.schema.json, from which editors complete the front matter of a prompt.
import { writeFileSync } from 'node:fs'
import { promptSchema } from '../libs/template/src/index.ts'

const path = new URL('../prompts/prompt.schema.json', import.meta.url)
writeFileSync(path, `${JSON.stringify(promptSchema(), null, 2)}\n`)
