import { fileURLToPath } from 'node:url'

/** The top of the checkout or installation, seen from `src/demo` and from `dist/demo` alike. */
export const root = fileURLToPath(new URL('../../../../', import.meta.url))
