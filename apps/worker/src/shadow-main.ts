import { parseArgs } from 'node:util'
import { loadConfig, secretsOf } from '@millwright/config'
import { runMain, whenStopped } from '@millwright/exec'
import { createLogger, createRedactor } from '@millwright/logger'
import { runShadow } from './shadow/run-shadow.ts'
import { ORDER_BYTES_MAX, type ShadowAnswer, ShadowOrder } from './shadow/shadow-order.ts'
import { WorkerError } from './worker-error.ts'

/** Reads one order, works on it, and writes its result; progress goes to standard error. */
await runMain(async (cleanWith) => {
  const stopped = whenStopped()
  const { values } = parseArgs({ options: { config: { type: 'string' } } })
  const { config: file } = values
  const config = loadConfig({ role: 'worker', ...(file === undefined ? {} : { file }) })
  const redact = createRedactor(secretsOf(config))
  cleanWith(redact)
  const logger = createLogger({ name: 'shadow', level: 'silent', redact })
  const order = ShadowOrder.parse(JSON.parse(await readOrder()))
  const stop = new AbortController()
  stopped.then(
    () => stop.abort('closing'),
    () => undefined,
  )
  const result = await runShadow(order, {
    ...{ config, redact, logger, signal: stop.signal },
    onReport: (body) => {
      if (body.kind === 'progress') process.stderr.write(`${body.step}: ${body.text}\n`)
    },
  })
  const answer: ShadowAnswer = { result }
  const line = `${JSON.stringify(answer)}\n`
  // A process that ends does not wait for its pipes.
  await new Promise<void>((resolve) => process.stdout.write(line, () => resolve()))
})

async function readOrder(): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of process.stdin) {
    const part = Buffer.from(chunk)
    bytes += part.length
    if (bytes > ORDER_BYTES_MAX) throw new WorkerError('MW_SHADOW', 'The order is too large.')
    chunks.push(part)
  }
  return Buffer.concat(chunks).toString('utf8')
}
