import { z } from 'zod'

/** Why the gate objects to one place of a patch. */
export const GateFinding = z.object({
  rule: z.string().max(100),
  path: z.string().max(1000),
  line: z.number().int().nullable(),
  why: z.string().max(1000),
})
export type GateFinding = z.infer<typeof GateFinding>

export const RiskClass = z.enum([
  'test_change',
  'database_migration',
  'api_contract_change',
  'security_patch',
  'production_deployment',
])
export type RiskClass = z.infer<typeof RiskClass>

/** `pass`: may be published. `approval`: a person decides. `block`: never published. */
export const GateResult = z.object({
  decision: z.enum(['pass', 'approval', 'block']),
  classes: z.array(RiskClass),
  findings: z.array(GateFinding).max(200),
})
export type GateResult = z.infer<typeof GateResult>
