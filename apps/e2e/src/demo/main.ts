import { stories } from '../stories/stories.ts'
import { readOptions } from './read-options.ts'
import { runDemo } from './run-demo.ts'

const read = readOptions(process.argv.slice(2), stories)
if ('text' in read) {
  const stream = read.exitCode === 0 ? process.stdout : process.stderr
  stream.write(`${read.text}\n`)
  process.exit(read.exitCode)
}
process.exit(await runDemo(read.options))
