import { configOrigins, configWarnings } from '@millwright/config'
import { z } from 'zod'
import { ANSWER_MS_MAX } from '../limits.ts'
import type { StatusParts, StatusServer } from '../status-parts.ts'

const Settings = z.object({
  settings: z.array(
    z.object({
      path: z.string(),
      /** As JSON; a secret only as set or not set. */
      value: z.string(),
      /** `default`, `file:line:column`, or the name of a variable. */
      origin: z.string(),
    }),
  ),
  /** What should be known about a configuration that works all the same. */
  warnings: z.array(z.string()),
})

/** The configuration as the status service was started with; the lead reads the same file. */
export function addSettings(server: StatusServer, { config }: StatusParts): void {
  server.get('/api/v1/settings', {
    handlerTimeout: ANSWER_MS_MAX,
    schema: {
      summary: 'Every setting with its value and who decided it',
      response: { 200: Settings },
    },
    handler: async () => ({
      settings: configOrigins(config),
      warnings: [...configWarnings(config)],
    }),
  })
}
