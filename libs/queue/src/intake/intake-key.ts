import { PREFIX } from '@millwright/protocol'

/** The hash of what has come and is not in the inbox yet: GUID → Delivery as JSON. */
export const INTAKE_KEY = `${PREFIX}:intake`
